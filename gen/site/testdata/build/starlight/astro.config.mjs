import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
  site: 'https://example.com',
  base: '/help',
  integrations: [starlight({ title: 'Shop', pagefind: false })],
});
