import { existsSync } from 'node:fs';
import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

const { redirects, sidebar } = existsSync('./errgen/errors.mjs') ? await import('./errgen/errors.mjs') : { redirects: {}, sidebar: [] };

export default defineConfig({
  site: 'https://example.com',
  base: '/help',
  redirects,
  integrations: [starlight({ title: 'Shop', pagefind: false, sidebar: [{ label: 'Errors', items: sidebar }] })],
});
