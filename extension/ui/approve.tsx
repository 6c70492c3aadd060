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
	if (item.kind === "message")
		return (
			<MessageApproving
				key={item.id}
				id={item.id}
				count={count}
				more={more}
				onDone={done}
			/>
		);
	return item.kind === "order" ? (
		<ShowAmounts value={true}>
			<Approval
				key={item.id}
				id={item.id}
				count={count}
				more={more}
				onDone={done}
			/>
		</ShowAmounts>
	) : (
		<SiteRequest key={item.id} id={item.id} count={count} onDone={done} />
	);
};

start(<Queue />);
