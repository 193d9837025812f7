/** Only one tab of this queue polls; the others show its state and can take over. */
export function shareTabs<T>(
  name: string,
  {
    onLive,
    onMirror,
    onSeen,
  }: { onLive: () => void; onMirror: () => void; onSeen: (seen: T) => void },
) {
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) {
    onLive();
    return { tell: (_seen: T) => {}, takeOver: () => {} };
  }
  const channel = new BroadcastChannel(name);
  let isLive = false;
  let release = () => {};
  const live = () => {
    isLive = true;
    onLive();
    return new Promise<void>((resolve) => (release = resolve));
  };
  const wait = () => void navigator.locks.request(name, live);
  channel.addEventListener("message", ({ data }: MessageEvent<{ seen?: T; take?: true }>) => {
    if (data.seen !== undefined && !isLive) onSeen(data.seen);
    if (!data.take || !isLive) return;
    isLive = false;
    release();
    onMirror();
    // Behind the requesting tab, which is already waiting.
    setTimeout(wait, 500);
  });
  // A tab that is being reloaded keeps its lock for a moment.
  void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (lock) return live();
    wait();
    setTimeout(() => isLive || onMirror(), 300);
    return undefined;
  });
  return {
    tell: (seen: T) => isLive && channel.postMessage({ seen }),
    takeOver: () => channel.postMessage({ take: true }),
  };
}
