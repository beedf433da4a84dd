import { headerLength, largestMessage, ProtocolError } from './opcodes.ts';

/** Puts messages together again from whatever pieces the socket delivers them in. */
export class FrameReader {
  private pieces: Buffer[] = [];
  private available = 0;
  private wanted = 4;

  /** Adds bytes; returns the messages that are now complete. Throws ProtocolError for an impossible length. */
  push(piece: Buffer): Buffer[] {
    this.pieces.push(piece);
    this.available += piece.length;
    const messages: Buffer[] = [];
    while (this.available >= this.wanted) {
      const bytes = this.pieces.length === 1 && this.pieces[0] ? this.pieces[0] : Buffer.concat(this.pieces);
      const length = bytes.readInt32LE(0);
      if (length < headerLength || length > largestMessage) throw new ProtocolError(`a message claims to be ${length} bytes long`);
      this.pieces = [bytes];
      if (bytes.length < length) {
        this.wanted = length;
        break;
      }
      messages.push(bytes.subarray(0, length));
      this.pieces = bytes.length > length ? [bytes.subarray(length)] : [];
      this.available = bytes.length - length;
      this.wanted = 4;
    }
    return messages;
  }
}
