// What stands under a new password: how hard it is to guess, or advice while there is none.

import { strengthOf } from "../onboarding/strength.ts";

export const StrengthNote = ({ password }: { readonly password: string }) => {
	if (password === "")
		return <>Four random words are good and can be remembered.</>;
	const { level, words } = strengthOf(password);
	return (
		<span class={`strength level-${level}`} aria-live="polite">
			<i aria-hidden="true" />
			{words}
		</span>
	);
};
