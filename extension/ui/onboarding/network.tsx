// Step 1: which network, where it is not Ethereum itself. A known network, or one from a file that is shown as a difference before it is taken.

import { useCallback, useEffect, useState } from "preact/hooks";
import { Button, Option, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { FileButton } from "../parts/file-button.tsx";
import { NetworkReview } from "../parts/network-review.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

/** The signer has its own bound in characters, and says so. */
const most = { bytes: 600_000 };

type KnownNetwork = {
	readonly name: string;
	readonly title: string;
	readonly imported: boolean;
};

/** The networks there are, the one that is chosen here, and what can be done with one. */
const useNetworks = (onNext: () => void) => {
	const { wallet, view, refresh } = useShared();
	const [known, setKnown] = useState<readonly KnownNetwork[]>([]);
	const [chosen, setChosen] = useState(view.network?.name ?? "");
	const listing = useWork();
	const forgetting = useWork();
	const choosing = useWork();
	const list = useCallback(
		async () => setKnown(await wallet.engine("network.list", undefined)),
		[wallet],
	);
	const { run } = listing;
	useEffect(() => {
		void run(list);
	}, [run, list]);
	return {
		known,
		chosen,
		choose: setChosen,
		listing,
		forgetting,
		choosing,
		taken: async (name: string): Promise<void> => {
			await list();
			await refresh();
			setChosen(name);
		},
		forget: (name: string) =>
			void forgetting.run(async () => {
				// The signer first: what it does not take any more, nobody can sign for.
				const { networks } = await wallet.keys("keys.status", undefined);
				if (networks?.some((one) => one.name === name) !== false)
					await wallet.keys("network.forget", { name });
				await wallet.engine("network.forget", { name });
				if (chosen === name) setChosen("");
				await list();
				await refresh();
			}),
		use: () =>
			void choosing.run(async () => {
				if (chosen !== view.network?.name)
					await wallet.engine("network.choose", { name: chosen });
				await refresh();
				onNext();
			}),
	};
};
type NetworkChoice = ReturnType<typeof useNetworks>;

/** Coins of these are worth nothing: nobody should think that they are. */
const testNetworks = ["sepolia", "hoodi"];

const networkSays = (name: string, imported: boolean): string =>
	imported
		? say().setup.fromAFileYouImported
		: testNetworks.includes(name)
			? say().setup.aTestNetworkItsCoinsAre
			: say().setup.whereTheMoneyIs;

const KnownNetworks = ({ known, chosen, choose }: NetworkChoice) => (
	<fieldset class="choice tall">
		<legend>{say().setup.knownNetworks}</legend>
		{known.map(({ name, title, imported }) => (
			<Option
				key={name}
				group="network"
				checked={chosen === name}
				onChoose={() => choose(name)}
			>
				<b>{title}</b>
				<small>{networkSays(name, imported)}</small>
			</Option>
		))}
	</fieldset>
);

/** Those that came from a file, each with a way to forget it. */
const ImportedNetworks = ({ known, forget, forgetting }: NetworkChoice) => {
	const imported = known.filter((one) => one.imported);
	return imported.length === 0 ? null : (
		<ul class="rows">
			{imported.map(({ name, title }) => (
				<li key={name} class="row">
					<span class="row-part">
						<span class="row-name">
							<b>{title}</b>
						</span>
					</span>
					<Button
						quiet
						busy={forgetting.busy}
						label={say().setup.forgetTheFileOf(title)}
						onClick={() => forget(name)}
					>
						{say().setup.forget}
					</Button>
				</li>
			))}
		</ul>
	);
};

const FromFile = (networks: NetworkChoice) => {
	const [file, setFile] = useState<string | null>(null);
	return (
		<Section title={say().setup.orFromAFile}>
			<p class="small">{say().setup.aNetworkFileNamesTheChains}</p>
			<FileButton
				words={{
					open: say().setup.openANetworkFile,
					busy: say().setup.openANetworkFile,
				}}
				most={most}
				tooLarge={say().setup.thisFileIsTooLargeTo}
				notTaken={say().setup.theFileWasNotRead}
				onChoose={() => setFile(null)}
				onText={setFile}
			/>
			{file === null ? null : (
				<NetworkReview
					key={file}
					file={file}
					verb={say().setup.import}
					onTaken={async (name) => {
						await networks.taken(name);
						setFile(null);
					}}
					onLeave={() => setFile(null)}
				/>
			)}
			<ImportedNetworks {...networks} />
			<FaultNote
				fault={networks.forgetting.fault}
				title={say().setup.itWasNotForgotten}
			/>
		</Section>
	);
};

export const NetworkStep = ({ onNext }: { readonly onNext: () => void }) => {
	const networks = useNetworks(onNext);
	const { known, chosen, choosing } = networks;
	return (
		<>
			<p class="lead">{say().setup.mostPeopleWantEthereumNothing}</p>
			<FaultNote fault={networks.listing.fault} />
			<KnownNetworks {...networks} />
			<FromFile {...networks} />
			<FaultNote fault={choosing.fault} />
			<div class="buttons next">
				<Button
					main
					busy={choosing.busy}
					disabled={chosen === ""}
					onClick={networks.use}
				>
					{say().setup.use(
						known.find(({ name }) => name === chosen)?.title ?? null,
					)}
				</Button>
			</div>
		</>
	);
};
