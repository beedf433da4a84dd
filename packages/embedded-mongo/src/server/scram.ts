import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import { CommandError } from '../errors.ts';

const iterations = 15_000;
const keyLength = 32;

const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const hash = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const failed = (): CommandError => new CommandError(18, 'Authentication failed.');

function attributes(message: string): ReadonlyMap<string, string> {
  return new Map(message.split(',').map((part): [string, string] => [part.slice(0, 1), part.slice(2)]));
}

function xor(left: Buffer, right: Buffer): Buffer {
  return Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));
}

/** The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) for one user whose password is known. */
export class ScramConversation {
  private readonly serverFirst: string;
  private readonly clientFirstBare: string;
  private readonly nonce: string;
  private readonly salted: Buffer;
  private readonly knownUser: boolean;
  private finished = false;

  /** `clientFirst` is the client's first message; an unknown user fails as late, and as silently, as a wrong password. */
  constructor(credentials: { readonly username: string; readonly password: string }, clientFirst: string, random: (size: number) => Buffer) {
    const bare = /^[ny],[^,]*,(.*)$/s.exec(clientFirst)?.[1];
    const given = attributes(bare ?? '');
    const clientNonce = given.get('r');
    if (bare === undefined || !clientNonce) throw failed();
    this.knownUser = given.get('n')?.replaceAll('=2C', ',').replaceAll('=3D', '=') === credentials.username;
    this.clientFirstBare = bare;
    this.nonce = clientNonce + random(24).toString('base64');
    const salt = random(28);
    this.salted = pbkdf2Sync(credentials.password.normalize('NFKC'), salt, iterations, keyLength, 'sha256');
    this.serverFirst = `r=${this.nonce},s=${salt.toString('base64')},i=${iterations}`;
  }

  get firstReply(): string {
    return this.serverFirst;
  }

  /** Checks the client's proof; returns the server's signature. Throws 18. */
  finish(clientFinal: string): string {
    const given = attributes(clientFinal);
    const proof = Buffer.from(given.get('p') ?? '', 'base64');
    const withoutProof = clientFinal.replace(/,p=[^,]*$/, '');
    const authMessage = `${this.clientFirstBare},${this.serverFirst},${withoutProof}`;
    const storedKey = hash(hmac(this.salted, 'Client Key'));
    const clientKey = xor(proof, hmac(storedKey, authMessage));
    if (this.finished || !this.knownUser || given.get('r') !== this.nonce || proof.length !== keyLength || !timingSafeEqual(hash(clientKey), storedKey)) throw failed();
    this.finished = true;
    return `v=${hmac(hmac(this.salted, 'Server Key'), authMessage).toString('base64')}`;
  }
}
