// Links to a site that shows what is on a chain: chosen by the person, none before, opened by a click alone.

import {
	explorerIds,
	explorers,
	transactionLink,
} from "../../../src/protocol/explorers.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import { openSite } from "../host.ts";
import { Button, Option, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

/** For Settings. */
export const ExplorerChoice = () => {
	const { wallet, view, refresh } = useShared();
	const words = say().contacts;
	const { busy, fault, run } = useWork();
	return (
		<Section title={words.explorers}>
			<p class="small">{words.explorersSay}</p>
			<fieldset class="choice flat">
				<legend class="unseen">{words.explorers}</legend>
				{([null, ...explorerIds] as const).map((id) => (
					<Option
						key={id ?? "none"}
						group="explorer"
						disabled={busy}
						checked={(view.explorer ?? null) === id}
						onChoose={() =>
							void run(async () => {
								await wallet.engine("explorer.choose", { explorer: id });
								await refresh();
							})
						}
					>
						{id === null ? words.noExplorer : explorers[id].name}
						{id === null ? null : <small> {explorers[id].operator}</small>}
					</Option>
				))}
			</fieldset>
			<FaultNote fault={fault} />
		</Section>
	);
};

/** Nothing where none is chosen, or nothing of the order is on a chain that it knows. */
export const ExplorerLink = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	const words = say().contacts;
	const { explorer } = view;
	// what a rollup's own order is called by is no transaction's hash
	const link =
		order.hash === null || order.rollup !== null
			? null
			: transactionLink(explorer, order.chainId, order.hash);
	if (link === null || explorer == null) return null;
	return (
		<div class="card quiet-card">
			<Button quiet onClick={() => void openSite(link)}>
				{words.lookUp(explorers[explorer].name)}
			</Button>
			<p class="small">{words.learns(explorers[explorer].operator)}</p>
		</div>
	);
};
