// The window for decisions: what waits, one at a time, in the order the engine says. Closing it refuses what sites asked for and
// decides nothing of the person's own.

import { useState } from "preact/hooks";
import { Approval } from "./approve/approval.tsx";
import { MessageApproving } from "./approve/message.tsx";
import {
	countMore,
	countWords,
	type Item,
	isSame,
	nextAfter,
	onScreen,
} from "./approve/queue.ts";
import { SiteRequest } from "./approve/site.tsx";
import { Button } from "./parts/basic.tsx";
import { Frame } from "./parts/frame.tsx";
import { ShowAmounts } from "./parts/hidden.tsx";
import { say } from "./say/say.ts";
import { start } from "./start.tsx";
import { useShared } from "./wallet.tsx";

const Queue = () => {
	const { view } = useShared();
	/** Stays until the person has done with it: after a decision to see what became of it, and when it is gone to see that. */
	const [shown, setShown] = useState<Item | null>(null);
	const { waiting } = view;
	const item = onScreen(waiting, shown);
	if (item !== null && !isSame(item, shown)) setShown(item);
	if (item === null)
		return (
			<Frame
				title={say().approval.nothingWaits}
				footer={
					<Button main onClick={() => window.close()}>
						{say().approval.close}
					</Button>
				}
			>
				<p class="lead">{say().approval.thereIsNothingToDecideNow}</p>
			</Frame>
		);
	const count = countWords(waiting, item);
	const more = countMore(waiting, item);
	const done = () => {
		const next = nextAfter(waiting, item);
		if (next === null) window.close();
		setShown(next);
	};
	const { id, kind } = item;
	const asked = { id, count, onDone: done };
	if (kind === "message")
		return <MessageApproving key={id} {...asked} more={more} />;
	return kind === "order" ? (
		<ShowAmounts value={true}>
			<Approval key={id} {...asked} more={more} />
		</ShowAmounts>
	) : (
		<SiteRequest key={id} {...asked} />
	);
};

start(<Queue />);
