export default {
  title: 'Shop',
  base: '/help/',
  sitemap: { hostname: 'https://example.com' },
};
