/**
 * The filter for what attempt number `number` has not begun to hand over. By the attempt's number and not its place: MongoDB
 * reads `attempts.0.handedOverAt` as a field called "0" of each attempt, too, and one that is missing equals null.
 */
export function notHandedOver(number: number) {
  return { attempts: { $elemMatch: { number, handedOverAt: null } } };
}
