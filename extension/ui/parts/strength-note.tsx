// What stands under a new password: how hard it is to guess, or advice while there is none.

import { strengthOf } from "../onboarding/strength.ts";
import { say } from "../say/say.ts";

export const StrengthNote = ({ password }: { readonly password: string }) => {
	if (password === "") return <>{say().parts.fourRandomWordsAreGoodAnd}</>;
	const { level, words } = strengthOf(password);
	return (
		<span class={`strength level-${level}`} aria-live="polite">
			<i aria-hidden="true" />
			{words}
		</span>
	);
};
