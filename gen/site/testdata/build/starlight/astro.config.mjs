import { existsSync } from 'node:fs';
import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
  site: 'https://example.com',
  base: '/help',
  redirects: existsSync('./redirects.mjs') ? (await import('./redirects.mjs')).default : {},
  integrations: [starlight({ title: 'Shop', pagefind: false })],
});
