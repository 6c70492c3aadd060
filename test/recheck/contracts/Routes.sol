// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

/// Storage laid out as the routers on L1 lay theirs, for the rules that read it. They decide nothing here.

contract Owned {
    address internal owner = address(uint160(0x0123));
}

/// SP1's gateway: a verifier and a freeze by selector.
contract Gateway is Owned {
    struct Route {
        address verifier;
        bool frozen;
    }

    mapping(bytes4 => Route) public routes;

    constructor(bytes4 selector, address verifier, bool frozen) {
        routes[selector] = Route(verifier, frozen);
    }
}

contract TwoOwners is Owned {
    address internal pending = address(uint160(0x0456));
}

/// RISC Zero's router: a verifier by selector, address 1 where it was taken away.
contract Router is TwoOwners {
    mapping(bytes4 => address) public verifiers;

    constructor(bytes4 selector, address verifier, bool) {
        verifiers[selector] = verifier;
    }
}

/// Its emergency stop, which shares a word with an owner to be.
contract EmergencyStop is TwoOwners {
    bool internal paused;

    constructor(bytes4, address, bool own) {
        paused = own;
    }
}

/// Scroll's: the batch from which on a verifier serves, then the verifier, by version.
contract Versions is Owned {
    struct Verifier {
        uint64 startBatchIndex;
        address verifier;
    }

    mapping(uint256 => Verifier[]) public legacyVerifiers;
    mapping(uint256 => Verifier) public latestVerifier;

    constructor(bytes4, address verifier, bool) {
        latestVerifier[7] = Verifier(900, verifier);
    }
}
