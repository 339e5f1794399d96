import fs from 'node:fs';
import path from 'node:path';

let root: string | undefined;

/** The folder that holds package.json, from sources and from dist alike. */
export function projectRoot(): string {
  if (root) return root;
  let directory = __dirname;
  while (!fs.existsSync(path.join(directory, 'package.json'))) {
    const parent = path.dirname(directory);
    if (parent === directory) throw new Error('package.json was not found above the program');
    directory = parent;
  }
  return (root = directory);
}
