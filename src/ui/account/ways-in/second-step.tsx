import type { Account } from "../../../contract/people/accounts.ts";
import type { SecondStep as Step } from "../../../contract/people/ways-in.ts";
import { challengeSecondStep, finishSignIn } from "../../api/people/ways-in.ts";
import { waysInWords } from "./words.ts";
import { FactorForm } from "./factor-form.tsx";

type SecondStepProps = { step: Step["secondStep"]; onDone: (account: Account) => void };

/** The second step of a sign-in, for an account that asks for one. */
export function SecondStep({ step: { token, factors }, onDone }: SecondStepProps) {
  const w = waysInWords();
  return (
    <section class="stack" aria-labelledby="second-step">
      <h2 id="second-step" class="t-20">
        {w.secondStep}
      </h2>
      <p class="c-2">{w.secondStepText}</p>
      <FactorForm
        ways={factors}
        challenge={() => challengeSecondStep(token)}
        onShow={async (shown) => {
          const { account } = await finishSignIn({ token, ...shown } as never);
          onDone(account);
        }}
      />
    </section>
  );
}
