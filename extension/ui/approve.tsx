// The window for decisions: what waits, one at a time, in the order the engine says. Closing it refuses what sites asked for and
// decides nothing of the person's own.

import { render } from "preact";
import { useState } from "preact/hooks";
import type { View } from "../../src/protocol/views.ts";
import { Approval } from "./approve/approval.tsx";
import { SiteRequest } from "./approve/site.tsx";
import { connectUi } from "./connect.ts";
import { Button } from "./parts/basic.tsx";
import { Frame, Opening } from "./parts/frame.tsx";
import { Live, useShared } from "./wallet.tsx";

const Queue = () => {
	const { view } = useShared();
	/** An order stays on screen after its decision, until the person has seen what became of it. */
	const [shown, setShown] = useState<string | null>(null);
	const isDecided =
		view.waiting.every(({ id }) => id !== shown) &&
		view.orders.some(({ id }) => id === shown);
	const items: View["waiting"] =
		isDecided && shown !== null
			? [{ kind: "order", id: shown }, ...view.waiting]
			: view.waiting;
	const item = items.find(({ id }) => id === shown) ?? items[0];
	const count =
		items.length > 1 && item !== undefined
			? `${items.indexOf(item) + 1} of ${items.length} waiting`
			: undefined;
	const done = () => {
		setShown(null);
		if (items.length <= 1) window.close();
	};
	if (item === undefined)
		return (
			<Frame
				title="Nothing waits"
				footer={
					<Button main onClick={() => window.close()}>
						Close
					</Button>
				}
			>
				<p class="lead">There is nothing to decide now.</p>
			</Frame>
		);
	if (item.kind === "order") {
		if (shown !== item.id) setShown(item.id);
		return <Approval key={item.id} id={item.id} count={count} onDone={done} />;
	}
	const request = view.requests.find(({ id }) => id === item.id);
	return request === undefined ? null : (
		<SiteRequest
			key={request.id}
			request={request}
			count={count}
			onDone={done}
		/>
	);
};

const root = document.getElementById("root");
if (root !== null)
	render(
		<Live wallet={connectUi()} before={(lost) => <Opening lost={lost} />}>
			<Queue />
		</Live>,
		root,
	);
