// The set of endpoints as it is drawn: by what they are for, each with who runs it, where, and what a test just gave.

import { useState } from "preact/hooks";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Button } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { say, spokenLocale } from "../say/say.ts";
import { EndpointForm } from "./endpoint-form.tsx";
import {
	type EndpointSet,
	keyOf,
	type SetRole,
	type SetRow,
} from "./endpoint-set.ts";

export const groups = (): {
	readonly [role in SetRole]: {
		readonly title: string;
		readonly says: string;
		readonly learns: string;
	};
} => ({
	beacon: {
		title: say().endpoints.signedHeaders,
		says: say().endpoints.theyShowWhatTheNewestBlock,
		learns: say().endpoints.theyLearnYourIpAddressAnd,
	},
	execution: {
		title: say().endpoints.accountsWithProofs,
		says: say().endpoints.theyShowWhatAnAccountHolds,
		learns: say().endpoints.theyLearnYourIpAddressThe,
	},
	checkpoint: {
		title: say().endpoints.startingPoint,
		says: say().endpoints.theyAreAskedOnceWhereTo,
		learns: say().endpoints.theyLearnYourIpAddress,
	},
});

const placeWords = (country: string | null): string =>
	country === null
		? say().endpoints.seatNotKnown
		: (new Intl.DisplayNames([spokenLocale() ?? "en"], { type: "region" }).of(
				country,
			) ?? country);

/** What a test gave, or that there was none. */
const Result = ({ row: { trial } }: { readonly row: SetRow }) => {
	if (trial === "runs")
		return (
			<span class="trial">
				<Icon name="wait" size={14} /> {say().endpoints.asking}
			</span>
		);
	if (trial === null)
		return (
			<span class="trial">
				<Icon name="minus" size={14} />
				{say().endpoints.notTestedYet}
			</span>
		);
	const tone =
		trial.verdict === "good" ? "ok" : trial.verdict === "bad" ? "bad" : "wait";
	return (
		<span class={`trial ${tone}`}>
			<Icon name={trial.verdict === "bad" ? "stop" : "done"} size={14} />
			<span>
				<b>{wordsOf(trial.says)}</b>
				{trial.more.map((one) => (
					<span key={one.code}> {wordsOf(one)}</span>
				))}
				{trial.verdict === "bad" || trial.answeredMs === null
					? null
					: ` ${trial.answeredMs} ms.`}
			</span>
		</span>
	);
};

const Source = ({ row: { suggested } }: { readonly row: SetRow }) =>
	suggested === null ? null : (
		<p class="small">
			{say().endpoints.itsAddressWasReadAt}{" "}
			<span class="url">{suggested.source}</span>{" "}
			{say().endpoints.on(suggested.readOn)}{" "}
			{suggested.testedOn === null
				? say().endpoints.nobodyWhoMadeThisListHas
				: say().endpoints.itWasTestedOn(suggested.testedOn)}
		</p>
	);

/** One endpoint of the set, with its tick and what a test gave. */
export const Row = ({
	row,
	set,
}: {
	readonly row: SetRow;
	readonly set: EndpointSet;
}) => {
	const [isOpen, setOpen] = useState(false);
	const { suggested, name, url, trial } = row;
	const { busy } = set.working;
	const isBad = trial !== null && trial !== "runs" && trial.verdict === "bad";
	return (
		<li class={isBad ? "pick bad" : row.isTicked ? "pick" : "pick off"}>
			<div class="pick-line">
				<label>
					<input
						type="checkbox"
						checked={row.isTicked}
						disabled={busy}
						onChange={({ currentTarget }) =>
							set.tick(row, currentTarget.checked)
						}
					/>
					<span class="pick-name">
						<b>
							{suggested === null ? name : suggested.operator}
							{suggested === null ? null : (
								<small> {placeWords(suggested.country)}</small>
							)}
						</b>
						<span class="url">{url.replace(/^https:\/\//, "")}</span>
					</span>
				</label>
				<span class="pick-do">
					{isBad ? (
						<Button
							quiet
							disabled={busy}
							label={say().endpoints.tryAgain(name)}
							onClick={() => set.retry(row)}
						>
							{say().endpoints.tryAgain2}
						</Button>
					) : null}
					<Button
						quiet
						disabled={busy}
						label={`${isOpen ? say().endpoints.close : say().endpoints.edit} ${name}`}
						onClick={() => setOpen(!isOpen)}
					>
						{isOpen ? say().endpoints.close : say().endpoints.edit}
					</Button>
				</span>
			</div>
			<Result row={row} />
			{isOpen ? (
				<div class="add">
					<Source row={row} />
					<EndpointForm set={set} row={row} onDone={() => setOpen(false)} />
				</div>
			) : null}
		</li>
	);
};

/** Those that are ticked or were tried, and the rest on a click. */
export const Group = ({
	role,
	set,
}: {
	readonly role: SetRole;
	readonly set: EndpointSet;
}) => {
	const [isAll, setAll] = useState(false);
	// What was seen once stays in sight, ticked or not.
	const [seen] = useState(() => new Set<string>());
	const rows = set.rows.filter(
		(row) => row.chainId === set.chainId && row.role === role,
	);
	for (const row of rows)
		if (row.isTicked || row.trial !== null || row.suggested === null)
			seen.add(keyOf(row));
	const shown = rows.filter((row) => isAll || seen.has(keyOf(row)));
	const { title, says, learns } = groups()[role];
	const rest = rows.length - shown.length;
	return (
		<section class="picks" aria-label={title}>
			<h2>{title}</h2>
			<p class="small">
				{says} {learns}
			</p>
			<ul>
				{shown.map((row) => (
					<Row key={keyOf(row)} row={row} set={set} />
				))}
			</ul>
			{rest === 0 ? null : (
				<Button
					quiet
					label={say().endpoints.showMoreFor(rest, title)}
					onClick={() => setAll(true)}
				>
					{say().endpoints.showMore(rest)}
				</Button>
			)}
		</section>
	);
};
