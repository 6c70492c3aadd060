// What asks for the person on the first screen: requests and orders that wait for a decision, and exits under way.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	OrderView,
	SiteRequestView,
	WalletView,
} from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Exact } from "../parts/amount.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import {
	chainTitle,
	coinOn,
	delegationWords,
	hostOf,
	isCallOrder,
} from "../words.ts";
import { JourneyRow } from "./exit-list.tsx";
import { WaitingMessageRow } from "./messages.tsx";

const RequestRow = ({ request }: { readonly request: SiteRequestView }) => {
	const says = wordsOf(request.says);
	return (
		<li class="row">
			<RowLink
				label={say().orders.reviewAsks(request.origin, says)}
				name={hostOf(request.origin)}
				review={say().orders.review}
				onGo={() => go("request", request.id)}
			>
				<span class="row-says">{says}</span>
			</RowLink>
		</li>
	);
};

const WaitingOrderRow = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	const { id, exit, to, origin, valueWei, chainId } = order;
	const review = () => go("approve", id);
	const delegates = delegationWords(order);
	if (exit !== null) {
		const [title, from] = [wordsOf(exit.title), chainTitle(view, exit.chainId)];
		return (
			<li class="row">
				<RowLink
					label={say().orders.reviewAStepOfLeaving(title, from)}
					name={title}
					review={say().orders.review}
					onGo={review}
				>
					<span class="row-says">
						{say().orders.aStepOfLeaving} <bdi>{from}</bdi>
					</span>
				</RowLink>
			</li>
		);
	}
	return (
		<li class="row">
			<RowLink
				label={say().orders.reviewTheOrderTo(to)}
				name={origin === null ? say().orders.yourOrder : hostOf(origin)}
				review={say().orders.review}
				onGo={review}
			>
				<span class="row-says">
					{delegates ?? (
						<>
							{isCallOrder(order) ? say().orders.aContractCallWith : null}
							<Exact value={BigInt(valueWei)} {...coinOn(view, chainId)} />{" "}
							{say().orders.to} <code>{shortHex(checksummed(to))}</code>
						</>
					)}
				</span>
			</RowLink>
		</li>
	);
};

export const Waiting = ({ view }: { readonly view: WalletView }) => {
	const orders = view.orders.filter(({ state }) => state === "waiting");
	const messages = (view.messages ?? []).filter(
		({ id, state }) =>
			state === "waiting" &&
			view.waiting.some((one) => one.kind === "message" && one.id === id),
	);
	const count = view.requests.length + orders.length + messages.length;
	return count === 0 ? null : (
		<Section title={say().orders.waitingForYou}>
			<ul class="rows">
				{view.requests.map((request) => (
					<RequestRow key={request.id} request={request} />
				))}
				{messages.map((message) => (
					<WaitingMessageRow key={message.id} message={message} />
				))}
				{orders.map((order) => (
					<WaitingOrderRow key={order.id} order={order} />
				))}
			</ul>
		</Section>
	);
};

/** An exit that is over stays on the first screen this long. */
const overMs = 24 * 3_600_000;
/** The balances are still to be seen below. */
const mostShown = 2;

export const Leaving = ({ view }: { readonly view: WalletView }) => {
	const now = useNow();
	const shown = view.exits.journeys.filter(({ outcome, stages, startedMs }) => {
		if (outcome !== "done") return true;
		const lastMs = Math.max(
			startedMs,
			...stages.map(({ seenMs }) => seenMs ?? 0),
		);
		return now - lastMs < overMs;
	});
	if (shown.length === 0) return null;
	// What asks for a click first, then what is under way.
	const place = ({ outcome, click }: (typeof shown)[number]): number =>
		outcome !== "under-way" ? 2 : click === null ? 1 : 0;
	const sorted = [...shown].sort((a, b) => place(a) - place(b));
	return (
		<Section
			title={say().orders.leaving}
			aside={
				sorted.length > mostShown ? (
					<Button
						quiet
						label={say().orders.allExits(sorted.length)}
						onClick={() => go("leave")}
					>
						{say().orders.all(sorted.length)}
					</Button>
				) : null
			}
		>
			<ul class="rows">
				{sorted.slice(0, mostShown).map((exit) => (
					<JourneyRow key={exit.id} exit={exit} brief />
				))}
			</ul>
		</Section>
	);
};
