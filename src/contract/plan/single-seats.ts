/** Seats side by side with no aisle between them: [first, end). */
export type SeatRun = { first: number; end: number };

type IsFree = (seat: number) => boolean;

/** Free seats of the run that would lose their last free neighbor if these seats were taken. */
export function singlesLeft(
  { first, end }: SeatRun,
  isFree: IsFree,
  taken: readonly number[],
): number[] {
  const isOpen = (seat: number) => seat >= first && seat < end && isFree(seat);
  const isLeft = (seat: number) => isOpen(seat) && !taken.includes(seat);
  const hasBeside = (seat: number, is: IsFree) => is(seat - 1) || is(seat + 1);
  const beside = new Set(taken.flatMap((seat) => [seat - 1, seat + 1]));
  return [...beside].filter(
    (seat) => isLeft(seat) && hasBeside(seat, isOpen) && !hasBeside(seat, isLeft),
  );
}

/** Whether so many seats of the run can be had side by side without leaving a single one. */
export function canAvoidSingles(run: SeatRun, isFree: IsFree, count: number): boolean {
  let together = 0;
  for (let last = run.first; last < run.end; last++) {
    together = isFree(last) ? together + 1 : 0;
    if (together < count) continue;
    const seats = Array.from({ length: count }, (_, index) => last - index);
    if (singlesLeft(run, isFree, seats).length === 0) return true;
  }
  return false;
}
