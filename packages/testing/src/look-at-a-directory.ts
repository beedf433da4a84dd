import { statSync } from 'node:fs';

/*
 * Set up before each test file, as they share a process. While the last thing that was looked at synchronously is a pipe or a socket,
 * Node 20 loads modules from where a link stands instead of where it leads to, and from there finds other versions of packages.
 */
statSync(import.meta.dirname);
