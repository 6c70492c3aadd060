// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

// What orders meet: tokens that tell the truth and tokens that do not, and code that does everything that code can do. Their
// storage is put there by the test, so constructors do not matter.

/// Balances at slot 0, allowances at slot 1.
contract Coin {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed);

    function transfer(address to, uint256 value) public virtual returns (bool) {
        move(msg.sender, to, value);
        return true;
    }
    function transferFrom(address from, address to, uint256 value) public virtual returns (bool) {
        require(allowance[from][msg.sender] >= value, "allowance");
        allowance[from][msg.sender] -= value;
        move(from, to, value);
        return true;
    }
    function approve(address spender, uint256 value) public virtual returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }
    function move(address from, address to, uint256 value) internal virtual {
        if (balanceOf[from] < value) revert ERC20InsufficientBalance(from, balanceOf[from], value);
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }
}

/// Says that it moved one, and moves all.
contract Liar is Coin {
    function move(address from, address to, uint256) internal override {
        balanceOf[to] += balanceOf[from];
        balanceOf[from] = 0;
        emit Transfer(from, to, 1);
    }
    function approve(address spender, uint256) public override returns (bool) {
        allowance[msg.sender][spender] = type(uint256).max;
        emit Approval(msg.sender, spender, 1);
        return true;
    }
}

/// Moves, and says nothing.
contract Silent is Coin {
    function move(address from, address to, uint256 value) internal override {
        balanceOf[from] -= value;
        balanceOf[to] += value;
    }
}

/// A tenth of what is moved is gone, and of that it says nothing.
contract Taxed is Coin {
    function move(address from, address to, uint256 value) internal override {
        balanceOf[from] -= value;
        balanceOf[to] += value - value / 10;
        emit Transfer(from, to, value);
    }
}

/// Says that it sent everybody much, and has no answer.
contract Mute {
    event Transfer(address indexed from, address indexed to, uint256 value);
    function go(address to) external {
        emit Transfer(address(0), to, 1_000_000);
    }
}

/// Moves all of it, and says that one of a collection came instead.
contract Decoy is Coin {
    function move(address from, address to, uint256) internal override {
        balanceOf[to] += balanceOf[from];
        balanceOf[from] = 0;
        bytes32 topic = keccak256("Transfer(address,address,uint256)");
        assembly {
            log4(0, 0, topic, to, from, 7)
        }
    }
}

/// ERC-721, as far as it is asked.
contract Collection {
    mapping(uint256 => address) private owners;
    mapping(address => uint256) public balanceOf;
    event Transfer(address indexed from, address indexed to, uint256 indexed id);
    event Approval(address indexed owner, address indexed spender, uint256 indexed id);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);
    function ownerOf(uint256 id) external view returns (address) {
        require(owners[id] != address(0), "none");
        return owners[id];
    }
    function mint(uint256 id) external {
        owners[id] = msg.sender;
        balanceOf[msg.sender] += 1;
        emit Transfer(address(0), msg.sender, id);
    }
    function transferFrom(address from, address to, uint256 id) external {
        require(owners[id] == from, "owner");
        owners[id] = to;
        balanceOf[from] -= 1;
        balanceOf[to] += 1;
        emit Transfer(from, to, id);
    }
    function approve(address to, uint256 id) external {
        emit Approval(msg.sender, to, id);
    }
    function setApprovalForAll(address operator, bool approved) external {
        emit ApprovalForAll(msg.sender, operator, approved);
    }
}

/// ERC-1155, as far as it is asked.
contract Multi {
    mapping(address => mapping(uint256 => uint256)) private held;
    event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value);
    event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values);
    function balanceOf(address owner, uint256 id) external view returns (uint256) {
        return held[owner][id];
    }
    function one(address to, uint256 id, uint256 value) external {
        held[msg.sender][id] -= value;
        held[to][id] += value;
        emit TransferSingle(msg.sender, msg.sender, to, id, value);
    }
    function many(address to, uint256[] calldata ids, uint256[] calldata values) external {
        for (uint256 i = 0; i < ids.length; i++) {
            held[msg.sender][ids[i]] -= values[i];
            held[to][ids[i]] += values[i];
        }
        emit TransferBatch(msg.sender, msg.sender, to, ids, values);
    }
}

contract Made {
    constructor() payable {}
    receive() external payable {}
    function end(address payable heir) external {
        selfdestruct(heir);
    }
}

/// Pays back to whoever calls, who may call again.
contract Purse {
    mapping(address => uint256) public put;
    function fill() external payable {
        put[msg.sender] += msg.value;
    }
    function take() external {
        uint256 all = put[msg.sender];
        (bool ok, ) = msg.sender.call{value: all}("");
        require(ok, "pay");
        put[msg.sender] = 0;
    }
}

contract Robber {
    uint256 private times;
    function rob(Purse purse) external payable {
        purse.fill{value: msg.value}();
        times = 2;
        purse.take();
        payable(msg.sender).transfer(address(this).balance);
    }
    receive() external payable {
        if (times > 0) {
            times--;
            Purse(msg.sender).take();
        }
    }
}

contract Reasons {
    error Own(uint256 a);
    error OwnableUnauthorizedAccount(address who);
    uint256[] private list;
    function said() external pure {
        revert("no \u202e such thing");
    }
    function empty() external pure {
        revert();
    }
    function own() external pure {
        revert Own(7);
    }
    function known() external view {
        revert OwnableUnauthorizedAccount(msg.sender);
    }
    function panics(uint256 a) external view returns (uint256) {
        if (a == 0) return 1 / a;
        return list[a];
    }
    function late(uint256 deadline) external view {
        require(block.timestamp <= deadline, "UniswapV2Router: EXPIRED");
    }
    function fee() external view returns (uint256) {
        require(block.basefee < 8, "dear");
        return block.basefee;
    }
    function flood(uint256 times) external {
        for (uint256 i = 0; i < times; i++) {
            (bool ok, ) = address(1).call("");
            ok;
        }
    }
    function events(uint256 times) external {
        for (uint256 i = 0; i < times; i++)
            assembly {
                log1(0, 0, 1)
            }
    }
    function forever() external pure {
        while (true) {}
    }
    function long() external pure {
        assembly {
            revert(0, 10000)
        }
    }
    function block_() external view returns (uint256) {
        return uint256(uint160(address(block.coinbase))) + block.number + block.prevrandao + uint256(blockhash(block.number - 1));
    }
}

/// Does what it is told, byte by byte, and calls others of its kind. Whatever is drawn at random is a program.
contract Chaos {
    uint256 private count;
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Other(uint256 indexed a, bytes b);

    receive() external payable {}

    fallback() external payable {
        bytes calldata todo = msg.data;
        // 20 bytes of the next of its kind, 20 bytes of a token, then instructions of two bytes
        if (todo.length < 42) return;
        address next = address(bytes20(todo[0:20]));
        Coin token = Coin(address(bytes20(todo[20:40])));
        for (uint256 at = 40; at + 2 <= todo.length; at += 2) {
            uint256 what = uint8(todo[at]) % 16;
            uint256 n = uint8(todo[at + 1]);
            bytes memory rest = bytes.concat(bytes20(address(this)), bytes20(address(token)), todo[at + 2:]);
            bool ok;
            if (what == 0) count += n;
            else if (what == 1) emit Transfer(address(this), next, n);
            else if (what == 2) (ok, ) = next.call{value: n}(rest);
            else if (what == 3) (ok, ) = next.delegatecall(rest);
            else if (what == 4) (ok, ) = next.staticcall(rest);
            else if (what == 5) token.transfer(next, n);
            else if (what == 6) { try token.transfer(next, n * 1_000_000) {} catch {} }
            else if (what == 7) (ok, ) = payable(next).call{value: n}("");
            else if (what == 8) new Made{value: n}();
            else if (what == 9) { try new Made{salt: bytes32(n % 4), value: n}() returns (Made made) { if (n % 2 == 0) made.end(payable(next)); else if (n % 3 == 0) made.end(payable(address(made))); } catch {} }
            else if (what == 10) { if (n > 200) revert("chaos"); }
            else if (what == 11) { if (n > 230) assembly { invalid() } }
            else if (what == 12) { if (n > 120) selfdestruct(payable(next)); }
            else if (what == 13) emit Other(n, rest);
            else if (what == 14) (ok, ) = next.call{gas: n * 300}(rest);
            else { try token.approve(next, n) {} catch {} }
            if (what == 2 || what == 3 || what == 14) break;
        }
    }
}
