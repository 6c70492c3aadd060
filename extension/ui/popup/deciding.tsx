// What waits for a decision, in the popup. It is followed as in the window for decisions: while a payment becomes an order, and while
// its order is made anew with the person's own amount or because it grew old.

import { useEffect, useRef } from "preact/hooks";
import type { WalletView } from "../../../src/protocol/views.ts";
import { Approval } from "../approve/approval.tsx";
import { MessageApproving } from "../approve/message.tsx";
import {
	type DecisionRoute,
	type Followed,
	followed,
	type Item,
	routeOf,
} from "../approve/queue.ts";
import { SiteRequest } from "../approve/site.tsx";
import { journeyOfOrder } from "../leavable.ts";
import { ShowAmounts } from "../parts/hidden.tsx";
import { go, renameRoute } from "../route.ts";
import { useShared } from "../wallet.tsx";
import { hasDraft } from "./draft.ts";

/** Back to where the order came from. */
const leaveApproval = (view: WalletView, id: string): void => {
	const exit = journeyOfOrder(view, { id });
	// It stood in the way of what is typed there.
	if (hasDraft()) go("send");
	else if (exit === undefined) go("home");
	else go("exit", exit.id);
};

/** What this screen is about by now; the address says so too, for a page that is loaded anew. */
const useFollowed = (route: DecisionRoute): Item => {
	const { view } = useShared();
	const last = useRef<Followed | null>(null);
	last.current = followed(view.waiting, route, last.current);
	const { item } = last.current;
	const { name, arg } = routeOf(item);
	useEffect(() => {
		if (name !== route.name || arg !== route.arg) renameRoute({ name, arg });
	}, [name, arg, route.name, route.arg]);
	return item;
};

export const Deciding = (route: DecisionRoute) => {
	const { view } = useShared();
	const { kind, id } = useFollowed(route);
	const home = () => go("home");
	switch (kind) {
		case "order":
			return (
				<ShowAmounts value={true}>
					<Approval key={id} id={id} onDone={() => leaveApproval(view, id)} />
				</ShowAmounts>
			);
		case "message":
			return <MessageApproving key={id} id={id} onDone={home} />;
		case "request":
			return <SiteRequest key={id} id={id} onDone={home} />;
	}
};
