export { checkTimetable, type TimetableProblem } from './check-timetable.ts';
export { dueSlots, nextSlots, slotsAfter } from './slots.ts';
export { isTimeZone, toLocalTime } from './zone-offset.ts';
