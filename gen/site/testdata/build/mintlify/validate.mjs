// Reads a docs.json and prints what Mintlify's own schema says of it.
import { readFileSync } from 'node:fs';
import { validateDocsConfig } from '@mintlify/validation';

const result = validateDocsConfig(JSON.parse(readFileSync(0, 'utf8')));
if (!result.success) {
  console.log(JSON.stringify(result.error.issues ?? result.error, null, 1));
  process.exit(1);
}
