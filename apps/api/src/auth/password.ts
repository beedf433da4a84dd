import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** False, after the same work, when there is no hash to compare with. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** Hashes in PHC string format, which carries its own parameters: raising them leaves old passwords valid. */
export function createPasswordHasher(): PasswordHasher {
  let decoy: Promise<string> | undefined;
  return {
    hash: (password) => hash(password, PARAMETERS),
    async verify(passwordHash, password) {
      if (passwordHash !== null) return verify(passwordHash, password);
      decoy ??= hash('nobody has this password', PARAMETERS);
      await verify(await decoy, password);
      return false;
    },
  };
}
