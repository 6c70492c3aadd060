// Looking for something: a network to keep to, a word that assets and pages are looked through for.

import type { WalletView } from "../../../src/protocol/views.ts";
import { leavable } from "../leavable.ts";
import { Section } from "../parts/basic.tsx";
import { RowLink } from "../parts/row.tsx";
import { goEndpoints } from "../popup/settings.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";

export type HomeFilter = {
	readonly chainId: number | null;
	readonly typed: string;
};

export const FindBar = ({
	view,
	finding,
	onFinding,
}: {
	readonly view: WalletView;
	readonly finding: HomeFilter;
	readonly onFinding: (next: HomeFilter) => void;
}) => {
	const { home } = say();
	return (
		<search class="find">
			<input
				type="search"
				value={finding.typed}
				maxLength={80}
				autocomplete="off"
				spellcheck={false}
				aria-label={home.findWhat}
				placeholder={home.findWhat}
				onInput={({ currentTarget }) =>
					onFinding({ ...finding, typed: currentTarget.value })
				}
			/>
			{view.chains.length < 2 ? null : (
				<select
					aria-label={home.network}
					value={finding.chainId ?? ""}
					onChange={({ currentTarget: { value } }) =>
						onFinding({
							...finding,
							chainId: value === "" ? null : Number(value),
						})
					}
				>
					<option value="">{home.everyNetwork}</option>
					{view.chains.map(({ chainId, title }) => (
						<option key={chainId} value={chainId}>
							{title}
						</option>
					))}
				</select>
			)}
		</search>
	);
};

/** Pages whose name has the word in it; none for no word, and none to leave a layer 2 by where there is none. */
export const FoundPages = ({
	view,
	typed,
}: Pick<HomeFilter, "typed"> & { readonly view: WalletView }) => {
	const wanted = typed.trim().toLowerCase();
	const leads =
		leavable(view).length > 0 || view.exits.journeys.length > 0
			? () => true
			: (route: string) => route !== "leave";
	const found = Object.entries(say().home.pageNames).filter(
		([route, name]) =>
			wanted !== "" && leads(route) && name.toLowerCase().includes(wanted),
	);
	if (found.length === 0) return null;
	return (
		<Section title={say().home.pages}>
			<ul class="rows">
				{found.map(([route, name]) => (
					<li key={route} class="row">
						<RowLink
							name={name}
							onGo={() => (route === "endpoints" ? goEndpoints() : go(route))}
						/>
					</li>
				))}
			</ul>
		</Section>
	);
};
