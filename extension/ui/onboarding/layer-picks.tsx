// The layer 2s that come with the release, to be switched on with the set: each by one tick, which chooses who is asked for it.

import { useState } from "preact/hooks";
import type { OfferedView, WalletView } from "../../../src/protocol/views.ts";
import { Button } from "../parts/basic.tsx";
import { say } from "../say/say.ts";
import { Row } from "./endpoint-rows.tsx";
import { type EndpointSet, keyOf, ticked } from "./endpoint-set.ts";

/** Those that are offered, and those that are on. */
export const layersOf = (view: WalletView): readonly OfferedView[] =>
	[
		...view.chains
			.filter(({ kind }) => kind === "rollup")
			.map(({ chainId, title }) => ({ chainId, title })),
		...(view.offered ?? []),
	].sort((one, other) => one.title.localeCompare(other.title));

const LayerPick = ({
	layer: { chainId, title },
	set,
}: {
	readonly layer: OfferedView;
	readonly set: EndpointSet;
}) => {
	const [isOpen, setOpen] = useState(false);
	const rows = set.rows.filter((row) => row.chainId === chainId);
	const chosen = ticked(rows);
	const isTried = rows.some(({ trial }) => trial !== null);
	const names = chosen.map(({ suggested, name }) =>
		suggested === null ? name : suggested.operator,
	);
	return (
		<li class={chosen.length > 0 ? "pick" : "pick off"}>
			<div class="pick-line">
				<label>
					<input
						type="checkbox"
						checked={chosen.length > 0}
						disabled={set.working.busy}
						onChange={({ currentTarget }) =>
							set.want(chainId, currentTarget.checked)
						}
					/>
					<span class="pick-name">
						<b>
							<bdi>{title}</bdi>
						</b>
						<small>
							{names.length === 0
								? say().layers.off
								: say().layers.asked(names.join(", "))}
						</small>
					</span>
				</label>
				<span class="pick-do">
					<Button
						quiet
						label={say().layers.whoFor(title)}
						onClick={() => setOpen(!isOpen)}
					>
						{isOpen ? say().endpoints.close : say().layers.who}
					</Button>
				</span>
			</div>
			{isOpen || isTried ? (
				<ul>
					{rows
						.filter(
							({ isTicked, trial }) => isOpen || isTicked || trial !== null,
						)
						.map((row) => (
							<Row key={keyOf(row)} row={row} set={set} />
						))}
				</ul>
			) : null}
		</li>
	);
};

export const LayerPicks = ({
	layers,
	set,
}: {
	readonly layers: readonly OfferedView[];
	readonly set: EndpointSet;
}) =>
	layers.length === 0 ? null : (
		<section class="picks" aria-label={say().layers.title}>
			<h2>{say().layers.title}</h2>
			<p class="small">{say().layers.offLead}</p>
			<ul>
				{layers.map((layer) => (
					<LayerPick key={layer.chainId} layer={layer} set={set} />
				))}
			</ul>
		</section>
	);
