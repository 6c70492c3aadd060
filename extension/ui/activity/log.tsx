// What happened: every order with its way to final, every message that was signed, every exit; by chain, by kind, searched, and
// saved as a file.

import { useState } from "preact/hooks";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { messageKind } from "../approve/message-words.ts";
import { Batches } from "../batch/rows.tsx";
import { Button, Field, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { RowLink } from "../parts/row.tsx";
import { useSaving } from "../parts/saving.ts";
import { OrderRow } from "../popup/order-row.tsx";
import { go } from "../route.ts";
import { say, spokenLocale } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { hostOf } from "../words.ts";
import { ArrivalRow } from "./arrival.tsx";
import { FoundRow, LookForArrivals, useLooking } from "./found.tsx";
import {
	filtered,
	type Happened,
	type HappenedFilter,
	happenedKinds,
	happenedOf,
} from "./happened.ts";

/** So many at first: a list of all is long to draw and to read. */
const mostRows = 30;

const dayOf = (atMs: number): string =>
	new Date(atMs).toLocaleDateString(spokenLocale(), {
		day: "numeric",
		month: "long",
		year: "numeric",
	});
const timeOf = (atMs: number): string =>
	new Date(atMs).toLocaleTimeString(spokenLocale(), {
		hour: "2-digit",
		minute: "2-digit",
	});

const Row = ({ one }: { readonly one: Happened }) => {
	const words = say().happened;
	const { of, atMs } = one;
	if ("order" in of) return <OrderRow order={of.order} />;
	if ("message" in of) {
		const { message } = of;
		return (
			<li class="row">
				<RowLink
					name={hostOf(message.origin)}
					onGo={() => go("signed", message.id)}
				>
					<span class="row-says">
						{words.signed(messageKind()[message.what])}, {timeOf(atMs)}
					</span>
				</RowLink>
			</li>
		);
	}
	if ("arrival" in of) return <ArrivalRow arrival={of.arrival} />;
	if ("found" in of) return <FoundRow one={of.found} />;
	const { journey } = of;
	return (
		<li class="row">
			<RowLink
				name={wordsOf(journey.title)}
				onGo={() => go("exit", journey.id)}
			>
				<span class="row-says">
					{words.outcome[journey.outcome]}, {timeOf(atMs)}
				</span>
			</RowLink>
		</li>
	);
};

/** A choice of one, or of all. */
const Pick = <T extends string | number>({
	name,
	all,
	of,
	value,
	onValue,
}: {
	readonly name: string;
	readonly all: string;
	readonly of: readonly { readonly value: T; readonly words: string }[];
	readonly value: T | null;
	readonly onValue: (value: T | null) => void;
}) => (
	<label class="field">
		<span>{name}</span>
		<select
			value={value === null ? "" : String(value)}
			onChange={(event) => {
				const chosen = event.currentTarget.value;
				onValue(of.find((one) => String(one.value) === chosen)?.value ?? null);
			}}
		>
			<option value="">{all}</option>
			{of.map((one) => (
				<option key={one.value} value={String(one.value)}>
					{one.words}
				</option>
			))}
		</select>
	</label>
);

const Filter = ({
	filter,
	onFilter,
}: {
	readonly filter: HappenedFilter;
	readonly onFilter: (filter: HappenedFilter) => void;
}) => {
	const words = say().happened;
	const { view } = useShared();
	return (
		<>
			<Field
				name={words.search}
				value={filter.words}
				note={words.searchNote}
				onValue={(typed) => onFilter({ ...filter, words: typed.slice(0, 200) })}
			/>
			<div class="pick-two">
				{view.chains.length < 2 ? null : (
					<Pick
						name={words.chain}
						all={words.allChains}
						of={view.chains.map(({ chainId, title }) => ({
							value: chainId,
							words: title,
						}))}
						value={filter.chainId}
						onValue={(chainId) => onFilter({ ...filter, chainId })}
					/>
				)}
				<Pick
					name={words.kind}
					all={words.allKinds}
					of={happenedKinds.map((kind) => ({
						value: kind,
						words: words.kinds[kind],
					}))}
					value={filter.kind}
					onValue={(kind) => onFilter({ ...filter, kind })}
				/>
			</div>
		</>
	);
};

/** The newest of them, a day to a section. */
const Days = ({ of }: { readonly of: readonly Happened[] }) => {
	const days = [...new Set(of.map(({ atMs }) => dayOf(atMs)))];
	return (
		<>
			{days.map((day) => (
				<Section key={day} title={day}>
					<ul class="rows">
						{of
							.filter(({ atMs }) => dayOf(atMs) === day)
							.map((one) => (
								<Row key={one.id} one={one} />
							))}
					</ul>
				</Section>
			))}
		</>
	);
};

/** The list with what stands above and below it. */
export const ActivityLog = () => {
	const words = say().happened;
	const { view, wallet } = useShared();
	const saving = useSaving();
	const [filter, setFilter] = useState<HappenedFilter>({
		...{ chainId: null, kind: null, words: "" },
	});
	const [most, setMost] = useState(mostRows);
	const [withTiny, setWithTiny] = useState(false);
	const looking = useLooking();
	const inBlocks = looking.look?.rows ?? [];
	const tiny = [...(view.arrivals ?? []), ...inBlocks].filter(
		({ isSown }) => isSown,
	).length;
	const found = filtered(happenedOf(view, withTiny, inBlocks), filter);
	const isFiltered =
		filter.chainId !== null || filter.kind !== null || filter.words !== "";
	return (
		<>
			<Filter
				filter={filter}
				onFilter={(next) => {
					setFilter(next);
					setMost(mostRows);
				}}
			/>
			{isFiltered ? null : <Batches which="all" />}
			{found.length > 0 ? (
				<Days of={found.slice(0, most)} />
			) : (
				<p role="status">{isFiltered ? words.noneFound : words.none}</p>
			)}
			{found.length > most ? (
				<Button onClick={() => setMost(most + mostRows)}>{words.more}</Button>
			) : null}
			{tiny === 0 ? null : (
				<p class="small">
					{words.tiny(tiny)}{" "}
					<Button quiet onClick={() => setWithTiny(!withTiny)}>
						{withTiny ? words.hideTiny : words.showTiny}
					</Button>
				</p>
			)}
			<LookForArrivals {...looking} />
			{view.olderOrders === undefined ? null : (
				<p class="small">{words.older(String(view.olderOrders))}</p>
			)}
			<Section title={words.file}>
				<p class="small">{words.fileSays}</p>
				<Button
					busy={saving.busy}
					onClick={() =>
						saving.save("sextant-activity.csv", () =>
							wallet.engine("activity.export", undefined),
						)
					}
				>
					{words.save}
				</Button>
				<FaultNote fault={saving.fault} title={words.notSaved} />
			</Section>
			<p class="small">{words.notHere}</p>
		</>
	);
};
