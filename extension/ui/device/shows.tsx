// What the device will show, to be held against it by the person: it is the one check that no program can make.

import { chunks } from "../../../src/base/units.ts";
import type { DeviceRequest } from "../../../src/protocol/device.ts";
import { Chunks, Facts, Section, Sentences } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import type { DeviceTerms } from "./stage-props.ts";

const HashRow = ({ value }: { readonly value: string }) => (
	<Chunks groups={["0x", ...chunks(value)]} />
);

export const DeviceShows = ({
	request: { way, asked, path },
	terms,
}: {
	readonly request: DeviceRequest;
	readonly terms: DeviceTerms;
}) => {
	const words = say().device;
	return (
		<Section title={words.shows}>
			{terms.length === 0 ? null : (
				<Facts facts={terms.map(({ name, value }) => ({ name, value }))} />
			)}
			{asked.kind === "typed" && way === "ledger" ? (
				<>
					<WarnLine>{words.onlyHashes}</WarnLine>
					<p class="mute">{words.domainHash}</p>
					<HashRow value={asked.domainHash} />
					<p class="mute">{words.messageHash}</p>
					<HashRow value={asked.messageHash} />
				</>
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
