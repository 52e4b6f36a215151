// A site with nothing but docs. What it warns of elsewhere stops its build.
const { existsSync } = require('fs');

module.exports = {
  title: 'Shop',
  url: 'https://example.com',
  baseUrl: '/help/',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  markdown: { hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' } },
  plugins: [
    '@docusaurus/plugin-content-pages',
    ['@docusaurus/plugin-content-docs', { sidebarPath: existsSync('./sidebars.js') ? './sidebars.js' : undefined }],
    ['@docusaurus/plugin-client-redirects', { redirects: existsSync('./docs/redirects.json') ? require('./docs/redirects.json') : [] }],
  ],
  themes: ['@docusaurus/theme-classic'],
};
