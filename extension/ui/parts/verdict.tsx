// How alive a rollup is, in words with a shape; and how old what is kept for leaving it is.

import type {
	KeptView,
	LivenessView,
} from "../../../src/protocol/exit-views.ts";
import { keptWords } from "../exit-words.ts";
import { toneOf, verdictWords } from "../liveness-words.ts";
import { useNow } from "../wallet.tsx";
import { GradeShape, Icon } from "./icon.tsx";

export const Verdict = ({ alive }: { readonly alive: LivenessView }) => {
	const now = useNow();
	const tone = toneOf(alive);
	return (
		<span class={`grade ${tone}`}>
			{tone === "bad" ? (
				<Icon name="stop" size={14} />
			) : (
				<GradeShape
					shape={tone === "ok" ? "check" : tone === "wait" ? "dashed" : "empty"}
				/>
			)}
			<span>{verdictWords(alive, now)}</span>
		</span>
	);
};

export const KeptAge = ({ kept }: { readonly kept: KeptView | undefined }) => {
	const words = keptWords(kept, useNow());
	return words === null ? null : <span class="age">{words}</span>;
};
