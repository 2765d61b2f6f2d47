/// English words that look like mutations of each other, as `dear` does of `tear`.
///
/// Who searches for one of them does not mean the other. The pairs were found by putting every word of the British
/// list of SCOWL (Kevin Atkinson, 2020.12.07) through the table of ``WelshMutation``; of words that differ by an
/// ending alone the shorter one stands for all.
enum EnglishWords {
  /// Whether both are English words, so that neither is a mutation of the other.
  static func isPair(_ one: String, _ other: String) -> Bool { isKnown(one) && isKnown(other) }

  static func isKnown(_ word: String) -> Bool {
    known.contains(Substring(word)) || stems(of: word).contains(where: known.contains)
  }

  /// What the word may be made of: `bears` of `bear`, `fitted` of `fit`, `baking` of `bake`.
  private static func stems(of word: String) -> [Substring] {
    endings.flatMap { ending -> [Substring] in
      let stem = word.dropLast(ending.count)
      guard word.hasSuffix(ending), stem.count >= 3 else { return [] }
      let last = stem.suffix(2)
      let isDouble = last.first == last.last && stem.count > 3
      return [stem, stem + "e", stem + "y"] + (isDouble ? [stem.dropLast()] : [])
    }
  }

  private static let endings = [
    "ings", "ing", "ers", "er", "ies", "ied", "est", "ed", "es", "s", "ly", "y", "ness", "less", "ful",
    "able",
    "al",
  ]

  private static let known = Set(list.split { $0.isWhitespace })

  private static let list = """
    abby able added adding ads aft agar age ague ail air airbrush airier airiest airiness airline ala ale
    alibi all alley allow aloes alt altered altering amble amy and anger anglia angling ape aped aping
    arbour arden are ark arm arrow art ash asp asses astronomic astronomy ate ats aunt ave awed awing ayes
    babel back bacon bad bade badge bag bail baize bake bale ball ballard ballet balm balmier balmiest ban
    bandy bane bang bangle bani banting bar bare barents barge bark barley barrow bart bash bask basque bass
    bast baste bat batch bate bath bathos batten battered battering battier battiest baud bawl bay beach
    bead beak bean bear beast beat beck bed bee beep beer beet beeves beg began bell bellow belt ben bend
    bent berger berm bern berry bert berth bess best bet beta bethinks bethought bettered bettering bib
    bicker bid biddle bier bierce biff big bight bike bile bilk bill billet billion billionaire billionth
    billow bin bind binged binnacle biped birth bit bitch bite bitten blab black blair blake blame blank
    blare blaster blat bleat bled blemish blew blight bling blip bloat block blog blood blot blow blown blu
    blue bluff blunder blurry blush bluster boat bob bode bog bogey boggier boggiest boil boise bold bole
    boll bond bone bono boo boodle boon boor boorish boot bop bore borges bork born boron borrow bose bosh
    boss bossier bossiest bot both bothered bothering bottle bought boulder bounce bound bounties bout bow
    bowl box boyer brag braise bran brat brawn bray brazier breach break bred breed breeze bret briar brice
    brick bride bridge brier brig bright brighten brigid brim bringing brisk brock bros broth brow brown
    buck bud budge buff bug buggier buggiest bull bullet bullion bum bumble bump bumpkin bun bunch bung bunk
    bunt bur burks burl burnish burr burrow bus bush bushier bushiest bushiness bust but butt buttered
    buttering button buzz cab cable cad cage cain cal call camber cambia came camomile camp can cancel cant
    cap cape caplet capt car carbs cart case cash casket caste cat cather cattier cattiest cattily cattiness
    cave celt cent chad chain chamber chamomile champ chan chancel chant chap chaplet chapt char chart chase
    chaste chat chattier chattiest chattily chattiness chid chock choke chop chopra chorals chord chore chow
    chrystal chum churl chute cid clad clamorous clamour clare class classier classiest clean clint clop
    clove clue coal coat cob cobble cock cod cog coke cold collies cone cong conk coo cook coon coop cop
    copra corals cord cordon core corp cot could cow crab crackle craft cram cranny crape crass crate crave
    craven cray craze crease creed creek crew crime cross crouch croup crow crown cruel crumble crystal cuff
    cull cum cunning curl cushier cushiest cushy cut cute dab dad daffy daft dale dallied dallies dallying
    dam dame damp dan dangle dank dare dark darrow dart dash date dative datum daunt dave day dding deal
    dear death deck dee deed deem del dell den dennis dense dent deon dew dibble dice dick die died diff
    digger digress dike dill dim dime din dine ding dinker dint dip dire dix dizzy doe dog doll dome
    dominate domination don done donne doodle dope dorm dory dos dose dot dote douched douches douching
    dough dour dow dowel down drain dram drawl dray dread drench dress dried dries drill drip droll droop
    drudge drunk dry dub duck dude dues dug duke dull dumb dummy dun dune durban during dusk dying dyke ear
    earth eat eave edge eel eight ell elm ems entry era ere eros erring estate ester ewer ewing exes fable
    face fad fade fag faggot fail fain fake fall fallow fan fang far fare farina farley farrow fart fast fat
    fate father fatten fattier fattiest fax fay faze fear feast feat fed fee feet fell fellow felon felt fen
    fend fern ferry fest feta fetal feted feting fetter fettle few fib fiddle fidget fierce fig fight filch
    file fill fillet fin find fine finis fink fir fire firth fission fist fit fitch fix fixture flab flack
    flair flake flame flank flare flat fled flemish flew flight fling flip float flock flog flood flow flown
    flu flue fluff flurry flush fluster fob foe fog fogey foggier foggiest foil foist fold folly foment fond
    font foo food foot fop foray forbid fore forges fork fort fortification fortify fought found fount
    fountain fowl fox foyer frag fran frat fray frazier freak fred freed freeze fret friar fridge frier
    fright frighten frigid fringing frisk frock froth frown fuck fuddle fudge fugger full fum fumble fun
    funk fur furl furnish furrow fuse fuss fussier fussiest fustier fustiest fusty fuzz gab gable gad gage
    gail gain gal gala gale galibi gall galley gallows gambia gamble game ganglia gangling gap gape garbs
    garden garry garter gases gash gasket gasp gasses gastronomic gastronomy gate gather gaunt gave gear
    gelt gems gent gentry gere gestate ghats ghost gill ginning gins gives glacier glad glade glamorous
    glamour glance gland glare glaser glass glassier glassiest glaze glazier glean glee glen glib glint
    glisten glitter glob globe gloom glop gloss glove glow glowered glowering glue gnash gnat gnome goal
    goat gob gobble god goff gog gold golden goldie gollies gone gong gonk goo gook goon goop gordon gore
    gorp got gould gout gown grab grace grackle graft grail grain grainier grainiest gram grand grange
    granny grant grape grasp grass grate gratification gratify grave gravel graven gray graze grease greed
    greedier greediest greek grep grew grid griddle grill grim grime grind gringo grip gripe groan groom
    grope gross grouch ground group grouse grout grove grow growling grown grub grue gruel gruff grumble
    grunt guff gull gum gumbel gunman gunning gushier gushiest gushy gut guttered guttering gwen haft hagar
    hague hail hair hairbrush hairier hairiest hairiness hairline hale hall halley hallow haloes halt
    haltered haltering hand hanger harbour harden hare hark harm harrow hart hash hasp hate haunt have hawed
    hawing hayes hear hearth heat heave hedge heel height hell helm hems hera here heros herring hester
    hewer hewing hexes hides hike hill hind hinge hint hire hitch hits hives hoboes hoff hold holden hone
    hoops hops host hotter hour hover hoverboard howe howl hugh hump ides ike ill ind inge inning ins int
    ire itch its ives lacier lad lade lama lance land laser lass laze lazier lean lee len lib lint listen
    litter llama lob lobe loom lop loss love low lowered lowering mabel mable mace mack macon mad made madge
    maggot mail main maize make male mall mallard mallet mallow man mandy mane manged mangle mani mar mare
    marge marina mark marley marrow mart mash mask masque mass mast mat match mate mather maths mattered
    mattering maud max may maze mead mean meat med meet meg megan mellow melon melt men mend merger merry
    mess met meta methinks methought mettle mew mid middle midget miff might mike milch mile milk mill
    millet million millionaire millionth min mind mine minis mink mir mire mirth mission mist mitch mite
    mitten mix mixture moat mob mode moe moist mole moll moment money mono mont moo mood moon moor moorish
    moot mop moray morbid more morn moron morrow mort mortification mortify moss mossier mossiest moth
    mothered mothering mottle moulder mound mount mountain mow muck mud muddle muff mug muggier muggiest
    mull mullet mullion mum mumble mumps munch mung murks murrow muse mush mushier mushiest mushiness muss
    mussier mussiest must mustier mustiest mutt muttered muttering mutton nab nam name nanny nark narrow
    nash nat nate native nave nay neal near neath neck need nell neon new nibble nice nick nigger nike nine
    nip nix noe nome nominate nomination non none noodle nope norm nos nose not note now nub nude nuke null
    numb nun oat oboes off old olden oldie one oops ops ore otter our out over overboard owe owl own pack
    pad page pail pale pall pallet palm palmier palmiest pan pane pang panting par pare parents park parley
    part pass past paste pat patch pate path pathos pattered pattering pawl pay peach peak pear peasant peat
    peck pee peep peer peeves peg pelt pen pend pent perm perry pert perth pest pet phage pheasant phone
    picker piddle pier pierce pig pike pile pill pillion pillow pin pinged pinnacle piped pit pitch plank
    plaster pleat pled plight plot plunder plush poise pole poll pond pone poodle poor pop pore pork porn
    pose posh posses pot pounce pound pout power pox praise prawn pray preach price prick pride prig prim
    pros prow puck pudding puff pug pull pullet pump pumpkin pun punch punk punt purl purr pus push pushier
    pushiest pushiness put putt puttered puttering race raft rail rain rainier rainiest ram rand range rant
    rape rasp rate ratification ratify rave ravel raven ray raze reed reedier reediest reek rep rhode rid
    riddle rill rim rime rind ringo rip ripe roan rode room rope ross round rouse rout rove row rowling rub
    rue ruff rumble runt tab tad taffy taft tale tallied tallies tallying tam tame tamp tan tangle tank tar
    tare tarp tart tat tate tatum taunt tea teal tear tee teed teem tel tell ten tennis tense tent thad
    thales thames than thank thar tharp that thea thee then thick thicket thin thine thing thinker thong
    thor thorn though thrace thrash thread threat three thrice thrill through thrust thug tick ticket tie
    tied tiff tigress tike till tim time tin tine ting tinker tint tip tire tizzy toe tog toll tome ton tone
    tong tonne tor torn tot tote touched touches touching tough tour tow towel town trace train tram trash
    trawl tray tread treat tree trench tress trice tried tries trill trip troll troop trough trudge trunk
    trust try tub tuck tues tug tull tummy tun tune turban turing tusk tying tyke ugh umbel ump unman usher
    utter wen
    """
}
