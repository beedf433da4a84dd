import { toBigIntExact } from '../bson/arithmetic.ts';
import { isBsonType, isNumeric, type Value } from '../bson/values.ts';
import { badValue } from '../errors.ts';
import type { ValueTest } from './match-path.ts';

const byteAt = (bytes: Uint8Array, bit: number): boolean => (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;

function positionsOf(operand: Value): number[] {
  if (Array.isArray(operand)) {
    return operand.map((item) => {
      const position = isNumeric(item) ? toBigIntExact(item) : undefined;
      if (position === undefined || position < 0n) throw badValue('bit positions must be an integer >= 0');
      return Number(position);
    });
  }
  if (isBsonType(operand, 'Binary')) return Array.from({ length: operand.position * 8 }, (_, bit) => bit).filter((bit) => byteAt(operand.buffer, bit));
  const mask = isNumeric(operand) ? toBigIntExact(operand) : undefined;
  if (mask === undefined || mask < 0n) throw badValue('a bit mask must be a number >= 0, a BinData, or an array of positions');
  return Array.from({ length: 64 }, (_, bit) => bit).filter((bit) => ((mask >> BigInt(bit)) & 1n) === 1n);
}

function readBit(value: Value | undefined): ((bit: number) => boolean) | undefined {
  if (isBsonType(value, 'Binary')) {
    const bytes = value.buffer.subarray(0, value.position);
    return (bit) => byteAt(bytes, bit);
  }
  const integer = isNumeric(value) ? toBigIntExact(value) : undefined;
  if (integer === undefined || BigInt.asIntN(64, integer) !== integer) return undefined;
  return (bit) => ((integer >> BigInt(Math.min(bit, 63))) & 1n) === 1n;
}

/** $bitsAllSet and its three siblings on integers and binary data. */
export function compileBits(name: string, operand: Value): ValueTest {
  const positions = positionsOf(operand);
  const wanted = name.endsWith('Set');
  const all = name.startsWith('$bitsAll');
  return (value) => {
    const bit = readBit(value);
    if (!bit) return false;
    return all ? positions.every((position) => bit(position) === wanted) : positions.some((position) => bit(position) === wanted);
  };
}
