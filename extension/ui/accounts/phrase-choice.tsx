// Which recovery phrase is meant, where there are several.

import type { Hex } from "../../../src/base/bytes.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { phraseName, phrasesOf } from "./names.ts";

/** Which phrase it comes from, where there are several. */
export const PhraseChoice = ({
	chosen,
	onChoose,
}: {
	readonly chosen: Hex | undefined;
	readonly onChoose: (id: Hex) => void;
}) => {
	const { status } = useShared();
	const phrases = phrasesOf(status);
	return phrases.length < 2 ? null : (
		<fieldset class="choice pick">
			<legend>{say().secrets.whichRecoveryPhrase}</legend>
			{phrases.map((id) => (
				<button
					key={id}
					type="button"
					class="button"
					aria-pressed={id === chosen}
					onClick={() => onChoose(id)}
				>
					{phraseName(status, id)}
				</button>
			))}
		</fieldset>
	);
};
