// Batches of calls in lists: those that want to be known of on the first screen, and all of them in the activity; and the place that
// an order has in its batch.

import type { BatchView } from "../../../src/protocol/batch-views.ts";
import { Section } from "../parts/basic.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { hostOf } from "../words.ts";

const Row = ({ batch }: { readonly batch: BatchView }) => {
	const words = say().batches;
	const { id, origin, state, calls } = batch;
	const done = calls.filter((call) => call.state === "done").length;
	return (
		<li class="row">
			<RowLink name={hostOf(origin)} onGo={() => go("batch", id)}>
				<span class="row-says">
					{words.outcome[state]}, {words.doneOf(done, calls.length)}
				</span>
			</RowLink>
		</li>
	);
};

/** @param which "open": those under way, and those that ended before their last call until they are put away */
export const Batches = ({ which }: { readonly which: "open" | "all" }) => {
	const { view } = useShared();
	const shown = (view.batches ?? []).filter(
		({ state }) => which === "all" || state !== "done",
	);
	return shown.length === 0 ? null : (
		<Section title={say().batches.title}>
			<ul class="rows">
				{shown.map((batch) => (
					<Row key={batch.id} batch={batch} />
				))}
			</ul>
		</Section>
	);
};

/** What the engine says of an order's place among the calls that its site asked for. */
export const InBatch = ({ id }: { readonly id: string }) => {
	const { view } = useShared();
	const waits = view.waiting.find(
		(one) => one.kind === "order" && one.id === id,
	);
	for (const { origin, calls } of view.batches ?? []) {
		const at = calls.findIndex((call) => call.id === waits?.of);
		if (at < 0 || calls.length < 2) continue;
		const words = say().batches;
		return (
			<Section title={words.place}>
				<div class="engine-word">
					<p>
						<b>{words.callOf(at + 1, calls.length)}</b>
					</p>
					<p>{words.askedBy(hostOf(origin), calls.length - at - 1)}</p>
				</div>
			</Section>
		);
	}
	return null;
};
