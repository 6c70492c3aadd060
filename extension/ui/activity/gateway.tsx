// A picture in IPFS through somebody who serves it: chosen by the person, none before, allowed by the browser for that one place, and asked
// at a click alone. What comes is said to be proved only where its name is the hash of it.

import { useEffect, useState } from "preact/hooks";
import type {
	CollectiblePicture,
	CollectibleView,
} from "../../../src/protocol/collectible-views.ts";
import { gateways } from "../../../src/protocol/gateways.ts";
import { askHosts } from "../host.ts";
import { Button, Field, Option } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { WarnLine } from "../parts/note.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { hostOf } from "../words.ts";

const Choose = ({ onChosen }: { readonly onChosen: (url: string) => void }) => {
	const words = say().gateways;
	const { wallet } = useShared();
	const { busy, fault, run, anew } = useWork();
	const [chosen, setChosen] = useState<string | null>(null);
	const [own, setOwn] = useState("");
	const url = chosen === "own" ? own.trim() : chosen;
	const isUrl = url !== null && URL.canParse(url);
	const choose = () => {
		if (!isUrl) return;
		void run(async () => {
			// first of all: the browser asks only straight after a click, and some close the popup over it
			const allowed = askHosts([url]);
			allowed.catch(() => {});
			await wallet.engine("gateway.choose", { url });
			await allowed;
			onChosen(url);
		});
	};
	return (
		<>
			<fieldset class="choice lines">
				<legend>{words.who}</legend>
				{gateways.map((one) => (
					<Option
						key={one.url}
						group="gateway"
						checked={chosen === one.url}
						onChoose={() => setChosen(one.url)}
					>
						{one.name}
						<small>{one.operator}</small>
					</Option>
				))}
				<Option
					group="gateway"
					checked={chosen === "own"}
					onChoose={() => setChosen("own")}
				>
					{words.own}
				</Option>
			</fieldset>
			{chosen === "own" ? (
				<Field
					name={words.address}
					value={own}
					mono
					onValue={anew(setOwn)}
					wrong={own === "" || isUrl ? null : words.noAddress}
				/>
			) : null}
			<p class="small">{words.learns}</p>
			<Button busy={busy} disabled={!isUrl} onClick={choose}>
				{words.choose}
			</Button>
			<FaultNote fault={fault} />
		</>
	);
};

const Shown = ({
	found,
	name,
}: {
	readonly found: CollectiblePicture;
	readonly name: string;
}) => {
	const words = say().gateways;
	if (found.kind !== "fetched") return <p>{words.changed}</p>;
	return (
		<>
			<img class="picture" src={found.image} alt={words.pictureOf(name)} />
			{found.isNamed ? (
				<p class="small">{words.named}</p>
			) : (
				<WarnLine>
					<span>{words.notProved(found.host)}</span>
				</WarnLine>
			)}
		</>
	);
};

export const FromGateway = ({
	one,
	name,
}: {
	readonly one: CollectibleView;
	readonly name: string;
}) => {
	const words = say().gateways;
	const { wallet } = useShared();
	const reading = useWork();
	const fetching = useWork();
	const [url, setUrl] = useState<string | null | undefined>(undefined);
	const [found, setFound] = useState<CollectiblePicture | null>(null);
	useEffect(() => {
		void reading.run(async () =>
			setUrl((await wallet.engine("gateway.setting", undefined)).url),
		);
	}, [wallet, reading.run]);
	const { chainId, address, item, standard } = one;
	const ask = (from: string) =>
		void fetching.run(async () => {
			// it may have been taken back since
			await askHosts([from]);
			setFound(
				await wallet.engine("collectible.fetch", {
					...{ chainId, address, item, standard },
				}),
			);
		});
	if (found !== null) return <Shown found={found} name={name} />;
	if (url === undefined) return <FaultNote fault={reading.fault} />;
	if (url === null) return <Choose onChosen={setUrl} />;
	return (
		<>
			<p>
				<Button busy={fetching.busy} onClick={() => ask(url)}>
					{words.fetch(hostOf(url))}
				</Button>{" "}
				<Button
					quiet
					busy={fetching.busy}
					onClick={() => {
						fetching.clear();
						setUrl(null);
					}}
				>
					{words.another}
				</Button>
			</p>
			<p class="small">{words.learns}</p>
			<FaultNote fault={fetching.fault} />
		</>
	);
};
