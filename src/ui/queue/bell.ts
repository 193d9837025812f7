/** Alerts a fan who is looking elsewhere, by the title, by vibration, and by an optional sound. */
export function createBell(title: string) {
  let audio: AudioContext | null = null;
  let flashing: ReturnType<typeof setInterval> | undefined;

  function chime(): void {
    if (!audio) return;
    for (const [step, frequency] of [660, 880, 1_100].entries()) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const at = audio.currentTime + step * 0.25;
      tone.frequency.value = frequency;
      volume.gain.setValueAtTime(0.2, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.4);
      tone.connect(volume).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.4);
    }
  }

  return {
    /** Browsers let a page sound only after the visitor has touched it. */
    setSound(isOn: boolean): void {
      if (!isOn) void audio?.close();
      audio = isOn ? new AudioContext() : null;
      chime();
    },
    ring(): void {
      const before = document.title;
      let isOn = false;
      clearInterval(flashing);
      flashing = setInterval(() => {
        isOn = !isOn;
        document.title = isOn ? `● ${title}` : before;
      }, 1_000);
      navigator.vibrate?.([300, 150, 300, 150, 600]);
      chime();
    },
    stop(): void {
      clearInterval(flashing);
    },
  };
}
