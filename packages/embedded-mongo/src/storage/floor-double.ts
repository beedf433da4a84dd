import { toDecimal, toNumber, type Numeric } from '../bson/arithmetic.ts';
import { compareDecimals } from '../bson/decimal.ts';
import { isBsonType } from '../bson/values.ts';

const scratch = new DataView(new ArrayBuffer(8));

function previousDouble(value: number): number {
  if (value === -Infinity) return value;
  scratch.setFloat64(0, value === 0 ? -Number.MIN_VALUE : value);
  if (value === 0) return -Number.MIN_VALUE;
  scratch.setBigUint64(0, scratch.getBigUint64(0) + (value > 0 ? -1n : 1n));
  return scratch.getFloat64(0);
}

/** The largest double not above the value. */
export function floorDouble(value: Numeric): number {
  const nearest = toNumber(value);
  if (typeof value === 'number' || isBsonType(value, 'Double') || Number.isNaN(nearest)) return nearest;
  const exact = toDecimal(value);
  return exact.finite && compareDecimals(toDecimal(nearest), exact) > 0 ? previousDouble(nearest) : nearest;
}

/** Whether `floor`, the largest double not above the value, is the value itself. */
export function isExactDouble(value: Numeric, floor: number): boolean {
  if (typeof value === 'number' || isBsonType(value, 'Double')) return true;
  if (isBsonType(value, 'Long') && Number.isSafeInteger(floor)) return true;
  const exact = toDecimal(value);
  return !exact.finite || compareDecimals(toDecimal(floor), exact) === 0;
}
