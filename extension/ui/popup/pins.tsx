// What a layer 2 rests on: each contract that its profile pins, how that is known, and whether Ethereum says the same now.

import { useEffect, useState } from "preact/hooks";
import { shortHex } from "../../../src/base/units.ts";
import type { LayerView, PinView } from "../../../src/protocol/layer-views.ts";
import { awayWords } from "../exit-words.ts";
import { Button, Copy, Section } from "../parts/basic.tsx";
import { Fact } from "../parts/fact.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Icon } from "../parts/icon.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared, useWork } from "../wallet.tsx";

type KnownView = PinView["known"];

const Hash = ({
	value,
	what,
}: {
	readonly value: string;
	readonly what: string;
}) => (
	<span class="hash">
		<code title={value}>{shortHex(value, 8)}</code>
		<Copy value={value} what={what} />
	</span>
);

/** A hash of code, or that the address stands for it. */
const CodeOf = ({
	hash,
	what,
}: {
	readonly hash: string | null;
	readonly what: string;
}) =>
	hash === null ? (
		<span>{say().layers.byAddress}</span>
	) : (
		<Hash value={hash} what={what} />
	);

const How = ({
	name,
	known,
}: {
	readonly name: string;
	readonly known: KnownView;
}) => (
	<p class="small">
		{name}:{" "}
		{known === null ? (
			say().layers.notSaid
		) : (
			<>
				{say().layers.howKnown[known.how]}.{" "}
				<span class="mute wrap">
					<bdi>{known.source}</bdi>
				</span>
			</>
		)}
	</p>
);

const isSame = (one: KnownView, other: KnownView): boolean =>
	one?.how === other?.how && one?.source === other?.source;

const Standing = ({ pin: { is, found, name } }: { readonly pin: PinView }) =>
	is === null ? null : (
		<p class={is === "known" ? "tone ok" : "tone bad"}>
			<Icon name={is === "known" ? "done" : "stop"} size={14} />{" "}
			{say().layers.standing[is]}
			{found === null ? null : (
				<>
					. {say().layers.instead}:{" "}
					<Hash value={found} what={`${name}, ${say().layers.instead}`} />
				</>
			)}
		</p>
	);

const Pin = ({ pin }: { readonly pin: PinView }) => {
	const { name, address, codeHash, behind, known } = pin;
	const { layers } = say();
	const isOneWay = behind === null || isSame(known, behind.known);
	return (
		<li class="card pin">
			<h3>
				<bdi>{name}</bdi>
			</h3>
			<Standing pin={pin} />
			<dl class="facts">
				<Fact name={layers.contract}>
					<Hash value={address} what={`${name}, ${layers.contract}`} />
				</Fact>
				<Fact name={layers.code}>
					<CodeOf hash={codeHash} what={`${name}, ${layers.code}`} />
				</Fact>
				{behind === null ? null : (
					<>
						<Fact name={layers.behind}>
							<Hash value={behind.address} what={`${name}, ${layers.behind}`} />
						</Fact>
						<Fact name={layers.codeBehind}>
							<CodeOf
								hash={behind.codeHash}
								what={`${name}, ${layers.codeBehind}`}
							/>
						</Fact>
					</>
				)}
			</dl>
			<How name={isOneWay ? layers.how : layers.howCode} known={known} />
			{isOneWay ? null : <How name={layers.howBehind} known={behind.known} />}
		</li>
	);
};

/** What Ethereum said of all of them, and when. */
const Said = ({ layer: { at, pins } }: { readonly layer: LayerView }) => {
	const now = useNow();
	if (at === null) return <p class="mute">{say().layers.notAsked}</p>;
	const unread = pins.some(({ is }) => is === "unread");
	const wrong = pins.filter(
		({ is }) => is !== "known" && is !== "unread",
	).length;
	const isWell = wrong === 0 && !unread;
	return (
		<>
			<p
				class={isWell ? "tone ok" : "tone bad"}
				role={isWell ? "status" : "alert"}
			>
				<Icon name={isWell ? "done" : "stop"} size={15} />{" "}
				{isWell
					? say().layers.allAsPinned
					: wrong === 0
						? say().layers.notAllRead
						: say().layers.someDiffer(wrong)}
			</p>
			<p class="small mute">
				{say().layers.asEthereumStood(
					groupDigits(at.blockNumber),
					awayWords(at.asOfS, now),
				)}
			</p>
		</>
	);
};

/** @param isOn one that is on is held against Ethereum at once, any other on a click */
export const Pins = ({
	chainId,
	isOn,
}: {
	readonly chainId: number;
	readonly isOn: boolean;
}) => {
	const { wallet } = useShared();
	const [layer, setLayer] = useState<LayerView | null>(null);
	const listing = useWork();
	const asking = useWork();
	const { run: list } = listing;
	const { run: ask } = asking;
	const read = (): void =>
		void ask(async () => {
			setLayer(await wallet.engine("layer.pins", { chainId, ask: true }));
		});
	useEffect(() => {
		void list(async () => {
			setLayer(await wallet.engine("layer.pins", { chainId, ask: false }));
		}).then(() => {
			if (isOn) read();
		});
		// once for each chain, and when it is switched on
	}, [wallet, chainId, isOn, list, ask]);
	return (
		<Section title={say().layers.restsOn}>
			<p>{say().layers.restsOnLead}</p>
			<FaultNote fault={listing.fault} title={say().layers.notRead} />
			{layer === null ? null : (
				<>
					<p class="small">
						{say().layers.by[layer.by]} {say().layers.identity}:{" "}
						<Hash value={layer.identity} what={say().layers.identity} />
					</p>
					<Said layer={layer} />
					<FaultNote fault={asking.fault} title={say().layers.notRead} />
					<div class="buttons">
						<Button busy={asking.busy} onClick={read}>
							{asking.busy ? say().layers.asking : say().layers.askEthereum}
						</Button>
					</div>
					<ul class="pins">
						{layer.pins.map((pin) => (
							<Pin key={`${pin.name} ${pin.address}`} pin={pin} />
						))}
					</ul>
				</>
			)}
		</Section>
	);
};
