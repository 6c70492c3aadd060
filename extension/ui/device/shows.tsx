// What the device will show, to be held against it by the person: it is the one check that no program can make.

import { chunks } from "../../../src/base/units.ts";
import type { LedgerShows } from "../../../src/device/ledger.ts";
import type { DeviceRequest } from "../../../src/protocol/device.ts";
import { Chunks, Facts, Section, Sentences } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import type { DeviceTerms } from "./stage-props.ts";

const HashRow = ({ value }: { readonly value: string }) => (
	<Chunks groups={["0x", ...chunks(value)]} />
);

const TypedShows = ({ shows }: { readonly shows: LedgerShows | null }) => {
	const words = say().device;
	if (shows === "hashes") return <WarnLine>{words.onlyHashes}</WarnLine>;
	return (
		<p role="status">
			{shows === null
				? words.showsLater
				: shows === "fields"
					? words.showsFields
					: words.showsIfSet}
		</p>
	);
};

export const DeviceShows = ({
	request: { way, asked, path },
	terms,
	shows = null,
}: {
	readonly request: DeviceRequest;
	readonly terms: DeviceTerms;
	/** What a Ledger shows of typed data; null before it was asked. */
	readonly shows?: LedgerShows | null;
}) => {
	const words = say().device;
	return (
		<Section title={words.shows}>
			{terms.length === 0 ? null : (
				<Facts facts={terms.map(({ name, value }) => ({ name, value }))} />
			)}
			{asked.kind === "typed" && way === "ledger" ? (
				<>
					<TypedShows shows={shows} />
					<p class="mute">{words.domainHash}</p>
					<HashRow value={asked.domainHash} />
					<p class="mute">{words.messageHash}</p>
					<HashRow value={asked.messageHash} />
				</>
			) : null}
			{asked.kind === "transaction" &&
			way === "qr" &&
			asked.bytes.startsWith("0x01") ? (
				<WarnLine>{words.oldType}</WarnLine>
			) : null}
			{asked.kind === "text" ? (
				<p>
					{words.showsText(groupDigits(String((asked.bytes.length - 2) / 2)))}
				</p>
			) : null}
			<Sentences of={[words.bothMatch, words.placeOf(path)]} small />
		</Section>
	);
};
