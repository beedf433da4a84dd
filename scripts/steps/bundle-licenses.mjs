import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The packages of others that went into a bundle, each with its terms: most ask that they go along with every copy.
 * @param {string} root
 * @param {readonly string[]} inputs The bundle's source files, as esbuild's metafile names them: relative to `root`
 * @returns {Promise<string>} Markdown, a section for each package
 */
export async function licensesOf(root, inputs) {
  const directories = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? []));
  const sections = await Promise.all([...directories].map((directory) => sectionOf(join(root, directory))));
  return [...new Set(sections)].toSorted().join('\n');
}

/** @param {string} directory of a package */
async function sectionOf(directory) {
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
  const files = (await readdir(directory)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).toSorted();
  const texts = await Promise.all(files.map((file) => readFile(join(directory, file), 'utf8')));
  return `## ${name} ${version}\n\n${[license ?? 'See below', ...texts.map((text) => text.trim())].join('\n\n')}\n`;
}
