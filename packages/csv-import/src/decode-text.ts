import { isAscii, isUtf8 } from 'node:buffer';
import { CarillonError, type ImportEncoding } from '@carillon/domain';
import iconv from 'iconv-lite';

/** Text that comes in pieces, whatever it is encoded in. */
export interface TextDecoding {
  /** What can be read by now. Throws `validation-failed` for a workbook, which is no text. */
  write(bytes: Uint8Array): string;
  end(): string;
  /** UTF-8 as long as there was nothing but ASCII. */
  readonly encoding: ImportEncoding;
}

interface Decoder {
  encoding: ImportEncoding;
  decode(bytes?: Uint8Array): string;
}

const MARK_BYTES = 4;

/**
 * Decodes UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1252. The first character that is not ASCII
 * decides, as hardly any text in Windows-1252 is UTF-8 by chance: so nothing has to be kept but the bytes of one character.
 * What does not fit the encoding later on becomes U+FFFD.
 */
export function createTextDecoding(): TextDecoding {
  let held: Uint8Array = new Uint8Array();
  let begun = false;
  let decoder: Decoder | null = null;

  const read = (bytes: Uint8Array, isEnd: boolean): string => {
    if (decoder !== null) return decoder.decode(bytes);
    held = Buffer.concat([held, bytes]);
    if (!begun) {
      if (held.length < MARK_BYTES && !isEnd) return '';
      begun = true;
      decoder = decoderByMark(held);
      if (decoder !== null) return decoder.decode(held);
    }
    const at = isAscii(held) ? -1 : held.findIndex((byte) => byte > 0x7f);
    const plain = held.subarray(0, at === -1 ? held.length : at);
    held = held.subarray(plain.length);
    if (held.length > 0 && (isEnd || held.length >= sequenceLength(held[0] ?? 0))) {
      decoder = isUtf8(held.subarray(0, sequenceLength(held[0] ?? 0))) ? unicodeDecoder('utf-8', 'utf-8') : windowsDecoder;
      return Buffer.from(plain).toString('latin1') + decoder.decode(held);
    }
    return Buffer.from(plain).toString('latin1');
  };
  return {
    write: (bytes) => read(bytes, false),
    end: () => read(new Uint8Array(), true) + (decoder?.decode() ?? ''),
    get encoding() {
      return decoder?.encoding ?? 'utf-8';
    },
  };
}

function decoderByMark([first, second, third, fourth]: Uint8Array): Decoder | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return unicodeDecoder('utf-8', 'utf-8');
  if (first === 0xff && second === 0xfe) return unicodeDecoder('utf-16', 'utf-16le');
  if (first === 0xfe && second === 0xff) return unicodeDecoder('utf-16', 'utf-16be');
  if (first === 0x50 && second === 0x4b && third === 0x03 && fourth === 0x04) {
    const message = 'is a workbook, not a CSV file: open it in the spreadsheet program and save it as "CSV UTF-8"';
    throw new CarillonError('validation-failed', `The file ${message}.`, { details: [{ pointer: '', code: 'not-csv', message }] });
  }
  return null;
}

/** Takes a byte order mark away. */
function unicodeDecoder(encoding: ImportEncoding, label: string): Decoder {
  const decoder = new TextDecoder(label);
  return { encoding, decode: (bytes) => (bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })) };
}

/** Node's own decoder takes Windows-1252 for Latin-1, in which there is no euro sign. */
const windowsDecoder: Decoder = { encoding: 'windows-1252', decode: (bytes) => (bytes === undefined ? '' : iconv.decode(Buffer.from(bytes), 'windows-1252')) };

/** Of a UTF-8 sequence, by its first byte. */
function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  return lead >= 0xe0 ? 3 : 2;
}
