import { dirname } from 'node:path';
import { createMDX } from 'fumadocs-mdx/next';

const withMDX = createMDX({ configPath: 'source.config.mjs' });

// The packages are those of a folder beside this one.
export default withMDX({ output: 'export', basePath: '/help', turbopack: { root: dirname(process.cwd()) } });
