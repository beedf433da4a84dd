import { CampaignSchedule, shiftedTime } from '@carillon/domain';

/** What has to be said about a time that was chosen: that clocks do not show it. Null: nothing, or it is not written to its end. */
export function warnOfShift({ at, timeZone }: { at: string; timeZone: string }): string | null {
  const { data } = CampaignSchedule.safeParse({ at, timeZone });
  const shifted = data === undefined ? null : shiftedTime(data);
  return shifted === null ? null : `Clocks in ${timeZone} leave out ${at.replace('T', ' ')}: it starts at ${shifted}.`;
}
