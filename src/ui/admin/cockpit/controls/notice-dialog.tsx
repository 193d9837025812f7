import { useSignal } from "@preact/signals";
import type { AdminSchedule } from "../../../../contract/admin/sales.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { Icon } from "../../../components/icon.tsx";
import { words } from "../../../state/language.ts";
import { showToast } from "../../../state/toast.ts";
import type { Control } from "./control-state.ts";
import type { Touched } from "../words-ko.ts";

type NoticeDialogProps = {
  control: Control;
  schedule: AdminSchedule;
  isPause: boolean;
  touched?: Touched;
  onClose: () => void;
};

const longest = 300;

/** The message to waiting fans in both languages, with a preview. A pause always has a message. */
export function NoticeDialog({ control, schedule, isPause, touched, onClose }: NoticeDialogProps) {
  const w = words().adminQueue;
  const usual = isPause ? w.usualNotice : { ko: "", en: "" };
  const ko = useSignal(schedule.notice?.ko ?? usual.ko);
  const en = useSignal(schedule.notice?.en ?? usual.en);
  const isHalf = (ko.value.trim() === "") !== (en.value.trim() === "");
  const isEmpty = ko.value.trim() === "" && en.value.trim() === "";
  // There is neither a message to send nor one to remove.
  const isIdle = isEmpty && (isPause || schedule.notice === null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isHalf || isIdle) return;
    const notice = isEmpty ? null : { ko: ko.value.trim(), en: en.value.trim() };
    onClose();
    const isDone = isPause
      ? await control.change({ action: "pause", notice })
      : await control.setTerms({ notice });
    if (isDone) showToast({ text: isPause ? w.done.pause : w.noticeSet });
  };
  return (
    <Dialog title={isPause ? w.pause : w.notice} onClose={onClose}>
      <p class="c-2 t-14">{isPause ? w.pauseText : w.noticeText}</p>
      {isPause && touched ? <p class="c-2 t-14">{words().cockpit.touches.pause(touched)}</p> : null}
      <form class="stack" onSubmit={(event) => void send(event)}>
        {[
          { lang: "ko", label: w.inKorean, text: ko },
          { lang: "en", label: w.inEnglish, text: en },
        ].map(({ lang, label, text }) => (
          <div key={lang} class="field">
            <label for={`notice-${lang}`}>{label}</label>
            <textarea
              class="input"
              id={`notice-${lang}`}
              lang={lang}
              rows={2}
              maxLength={longest}
              value={text.value}
              onInput={(event) => (text.value = event.currentTarget.value)}
            />
          </div>
        ))}
        <div class="stack-2">
          {isEmpty ? null : <p class="label">{w.preview}</p>}
          {[
            { lang: "ko", text: ko.value },
            { lang: "en", text: en.value },
          ].map(({ lang, text }) =>
            text.trim() === "" ? null : (
              <div key={lang} class="note note--warn" lang={lang}>
                <Icon name={isPause ? "pause" : "info"} />
                <p class="adm__detail">{text}</p>
              </div>
            ),
          )}
          {isHalf ? <p class="help">{w.bothLanguages}</p> : null}
        </div>
        <div class="adm__answers">
          <button class="btn btn--secondary" type="button" onClick={onClose}>
            {words().admin.back}
          </button>
          <button
            class={isPause ? "btn btn--danger-solid" : "btn btn--primary"}
            type="submit"
            disabled={isHalf || isIdle}
          >
            {isPause ? w.pause : isEmpty && !isIdle ? w.noticeClear : w.noticeSend}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
