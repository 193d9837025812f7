import { render } from "preact";
import type { WaysIn } from "../../../contract/people/ways-in.ts";
import { challengeProof, getWaysIn, prove } from "../../api/people/ways-in.ts";
import { Dialog } from "../../components/dialog.tsx";
import { loadWords } from "../../state/language.ts";
import { waysInWords } from "./words.ts";
import { FactorForm, type Way } from "./factor-form.tsx";

let asking: Promise<boolean> | null = null;

/**
 * Asks once for all requests that wait for it whether it is still the same person. The page beneath keeps everything
 * that was typed, and its requests are sent again after a yes.
 */
export function proveAgain(): Promise<boolean> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(): Promise<boolean> {
  const [ways] = await Promise.all([getWaysIn(), loadWords("fan")]);
  const place = document.createElement("div");
  document.body.append(place);
  return await new Promise((resolve) => {
    let isProved = false;
    const close = () => {
      render(null, place);
      place.remove();
      resolve(isProved);
    };
    render(
      <Dialog title={waysInWords().proveAgain} onClose={close}>
        <p class="c-2">{waysInWords().proveAgainText}</p>
        <FactorForm
          ways={waysOf(ways)}
          challenge={challengeProof}
          onShow={async (shown) => {
            await prove(shown);
            isProved = true;
            close();
          }}
        />
      </Dialog>,
      place,
    );
  });
}

const waysOf = ({ passkeys, authenticator, hasPassword, recoveryCodesLeft }: WaysIn): Way[] => [
  ...(passkeys.length > 0 ? (["passkey"] as const) : []),
  ...(authenticator ? (["app"] as const) : []),
  ...(hasPassword ? (["password"] as const) : []),
  ...(recoveryCodesLeft > 0 ? (["recovery"] as const) : []),
];
