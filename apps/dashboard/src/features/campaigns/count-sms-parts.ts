/**
 * How a text travels as SMS, by 3GPP TS 23.038: in the GSM 7 bit default alphabet when all of it is in there (section 6.2.1; a character of the
 * extension table counts twice, as it is sent behind an escape), else as UCS-2. A message of several parts has fewer characters in each, for the
 * header that joins them (TS 23.040, section 9.2.3.24.1).
 */
export interface SmsLength {
  alphabet: 'GSM-7' | 'UCS-2';
  /** Of the alphabet: septets, or 16-bit units. */
  units: number;
  parts: number;
}

const basic = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
const extension = new Set('\f^{}\\[~]|€');

export function countSmsParts(text: string): SmsLength {
  const characters = [...text];
  if (characters.every((character) => basic.has(character) || extension.has(character))) {
    const widths = characters.map((character) => (extension.has(character) ? 2 : 1));
    return { alphabet: 'GSM-7', units: sumOf(widths), parts: countParts(widths, 160, 153) };
  }
  const widths = characters.map((character) => character.length);
  return { alphabet: 'UCS-2', units: sumOf(widths), parts: countParts(widths, 70, 67) };
}

/** What is two units wide is never cut in two: it goes to the next part as a whole. */
function countParts(widths: readonly number[], single: number, joined: number): number {
  if (sumOf(widths) <= single) return 1;
  let parts = 1;
  let room = joined;
  for (const width of widths) {
    if (width > room) {
      parts += 1;
      room = joined;
    }
    room -= width;
  }
  return parts;
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}

/** `180 characters in GSM-7, 2 SMS`. */
export function describeSmsLength(text: string): string {
  const { alphabet, units, parts } = countSmsParts(text);
  return `${units.toLocaleString('en')} character${units === 1 ? '' : 's'} in ${alphabet}, ${parts.toLocaleString('en')} SMS`;
}
