// The way from a rollup's verdict to all that is known of how it does.

import {
	chainKey,
	type LivenessView,
} from "../../../src/protocol/exit-views.ts";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { Icon } from "./icon.tsx";
import { Verdict } from "./verdict.tsx";

export const AliveLink = ({ alive }: { readonly alive: LivenessView }) => (
	<button
		type="button"
		class="live-link"
		onClick={() => go("alive", chainKey(alive))}
	>
		<span class="unseen">
			{say().exitParts.howAliveItIsByEthereums(alive.title)}:{" "}
		</span>
		<Verdict alive={alive} />
		<Icon name="on" size={14} />
	</button>
);
