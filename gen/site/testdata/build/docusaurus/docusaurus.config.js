// A site with nothing but docs. What it warns of elsewhere stops its build.
module.exports = {
  title: 'Shop',
  url: 'https://example.com',
  baseUrl: '/help/',
  onBrokenLinks: 'throw',
  onBrokenAnchors: 'throw',
  markdown: { hooks: { onBrokenMarkdownLinks: 'throw', onBrokenMarkdownImages: 'throw' } },
  plugins: [
    '@docusaurus/plugin-content-pages',
    ['@docusaurus/plugin-content-docs', { sidebarPath: undefined }],
    ['@docusaurus/plugin-client-redirects', { redirects: require('fs').existsSync('./redirects.json') ? require('./redirects.json') : [] }],
  ],
  themes: ['@docusaurus/theme-classic'],
};
