-- ZMTP 3 (RFC 23, RFC 37) for a Wireshark before 4.4, which does not know it:
--
--	tshark -X lua_script:zmtp.lua -r hello-world-1-94.pcapng
--
-- or put it into the folder that Help, About, Folders calls Personal Lua
-- Plugins. The ports are those of Patternscope's captures; others are added
-- with Decode As. The fields have the names that Wireshark 4.4 gives them, so
-- a filter finds the same in both.

local zmtp = Proto("zmtp", "ZeroMQ Message Transport Protocol")

local f = zmtp.fields
f.signature = ProtoField.bytes("zmtp.signature", "Signature")
f.major = ProtoField.uint8("zmtp.version.major", "Major version")
f.minor = ProtoField.uint8("zmtp.version.minor", "Minor version")
f.mechanism = ProtoField.stringz("zmtp.mechanism", "Mechanism")
f.server = ProtoField.bool("zmtp.as-server", "As server")
f.flags = ProtoField.uint8("zmtp.flags", "Flags", base.HEX)
f.more = ProtoField.bool("zmtp.flags.more", "More", 8, nil, 1)
f.long = ProtoField.bool("zmtp.flags.long", "Long", 8, nil, 2)
f.command = ProtoField.bool("zmtp.flags.command", "Command", 8, nil, 4)
f.length = ProtoField.uint64("zmtp.length", "Length")
f.name = ProtoField.string("zmtp.command-name", "Command name")
f.key = ProtoField.string("zmtp.metadata.key", "Key")
f.value = ProtoField.string("zmtp.metadata.value", "Value")
f.body = ProtoField.bytes("zmtp.data", "Body")
f.text = ProtoField.string("zmtp.data.text", "Text")

local reserved = ProtoExpert.new("zmtp.reserved", "Reserved bits of the flags are set", expert.group.PROTOCOL, expert.severity.ERROR)
local cut = ProtoExpert.new("zmtp.cut", "Only the first bytes of this frame were captured", expert.group.COMMENTS_GROUP, expert.severity.CHAT)
zmtp.experts = { reserved, cut }

local greetingLength = 64

local function greeting(b, tree)
	local at = tree:add(zmtp, b(0, greetingLength), "ZMTP greeting")
	at:add(f.signature, b(0, 10))
	at:add(f.major, b(10, 1))
	at:add(f.minor, b(11, 1))
	at:add(f.mechanism, b(12, 20))
	at:add(f.server, b(32, 1))
	return "greeting"
end

-- metadata is a list of properties: one byte and a name, four bytes and a value.
local function metadata(b, tree)
	local at = 0
	while at < b:len() do
		local name = b(at, 1):uint()
		local size = b(at + 1 + name, 4):uint()
		local property = tree:add(b(at, 5 + name + size), b(at + 1, name):string())
		property:add(f.key, b(at + 1, name))
		property:add(f.value, b(at + 5 + name, size))
		at = at + 5 + name + size
	end
end

local withMetadata = { READY = 1, INITIATE = 1 }

local function command(b, tree)
	local size = b(0, 1):uint()
	local name = b(1, size):string()
	tree:add(f.name, b(1, size))
	if withMetadata[name] and b:len() > 1 + size then
		metadata(b(1 + size):tvb(), tree)
	elseif b:len() > 1 + size then
		tree:add(f.body, b(1 + size))
	end
	return name
end

-- frame dissects one, whose captured bytes are all of b, or its first.
local function frame(b, header, length, tree)
	local flags = b(0, 1):uint()
	local at = tree:add(zmtp, b(0), "ZMTP frame")
	local bits = at:add(f.flags, b(0, 1))
	bits:add(f.more, b(0, 1))
	bits:add(f.long, b(0, 1))
	bits:add(f.command, b(0, 1))
	if flags > 7 then at:add_proto_expert_info(reserved) end
	at:add(f.length, b(1, header - 1))
	if b:len() < header + length then
		at:add_proto_expert_info(cut)
		return "frame of " .. length .. " bytes, cut"
	end
	if length == 0 then return flags % 2 == 1 and "empty frame, more" or "empty frame" end
	if flags >= 4 then return command(b(header):tvb(), at) end
	at:add(f.body, b(header))
	if not b:raw(header):find("[^\32-\126]") then at:add(f.text, b(header)) end
	return "frame of " .. length .. " bytes" .. (flags % 2 == 1 and ", more" or "")
end

-- size of the greeting or frame that begins here, and of its header; nothing when even that is not there.
local function size(b)
	local first = b(0, 1):uint()
	if first == 0xff then return greetingLength, greetingLength end
	local header = math.floor(first / 2) % 2 == 1 and 9 or 2
	if b:len() < header then return nil end
	local length = header == 9 and b(1, 8):uint64():tonumber() or b(1, 1):uint()
	return header + length, header
end

function zmtp.dissector(b, pinfo, tree)
	local said = {}
	local at = 0
	while at < b:len() do
		local rest = b(at):tvb()
		local whole, header = size(rest)
		local missing = b:reported_len() > b:len() -- as by a snap length: nothing will follow
		if (whole == nil or whole > rest:len()) and not missing then
			pinfo.desegment_offset = at
			pinfo.desegment_len = whole and whole - rest:len() or DESEGMENT_ONE_MORE_SEGMENT
			break
		end
		if whole == nil then break end
		if header == greetingLength then
			said[#said + 1] = greeting(rest, tree)
		else
			said[#said + 1] = frame(rest(0, math.min(whole, rest:len())):tvb(), header, whole - header, tree)
		end
		at = at + whole
	end
	pinfo.cols.protocol = "ZMTP"
	if #said > 0 then pinfo.cols.info = table.concat(said, " · ") end
end

DissectorTable.get("tcp.port"):add("5555-5654", zmtp)
