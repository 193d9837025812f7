import { Dialog } from "../../components/dialog.tsx";
import { words } from "../../state/language.ts";

/** Asks once more before something that many would feel. */
export function AskDialog({ title, text, yes, isDanger = false, onClose, onYes }: AskDialogProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p class="c-2">{text}</p>
      <div class="adm__answers">
        <button class="btn btn--secondary" type="button" onClick={onClose}>
          {words().admin.back}
        </button>
        <button
          class={isDanger ? "btn btn--danger-solid" : "btn btn--primary"}
          type="button"
          onClick={onYes}
        >
          {yes}
        </button>
      </div>
    </Dialog>
  );
}

type AskDialogProps = {
  title: string;
  text: string;
  yes: string;
  isDanger?: boolean;
  onClose: () => void;
  onYes: () => void;
};
