export { checkTimetable } from './check-timetable.ts';
export { dueSlots, nextSlots } from './slots.ts';
export { toLocalTime } from './zone-offset.ts';
