"""This is where first names are listed that are common in the United Kingdom and hardly ever words.

Written down from what one meets in a waiting room, without accents; names that are words, months,
flowers or brands as well are left out, because they would cry wolf.
"""

_TEXT = """
    aaron abdul abdullah abigail adam adele agnes ahmed aidan aileen aisha alan alastair albert
    alice alison alistair amanda amelia amina amir amit amy andrea andrew angela angus anita ann
    anna anne annette anthony antonio anya arjun arthur ashley asif ayesha barbara barry beatrice
    ben benjamin bernadette bernard beryl beth bethan bethany betty beverley brenda brendan brian
    bridget bronwen bryan caitlin callum cameron carl carmen carol carole caroline catherine cathy
    catriona cerys charles charlotte cheryl chloe chris christine christopher ciara claire clare
    clive colin connor craig cynthia daniel danielle darren david deborah debra declan deirdre
    delyth denise dennis derek desmond diana diane dilys dominic donald doreen doris dorothy
    douglas duncan dylan eamon eddie edith edna edward eileen eilidh elaine eleanor eleri
    elizabeth ellen elsie emily emma emyr enid eric erin ernest esther ethan ethel eva evelyn ewan
    fatima fatma ffion finlay fiona florence frances francis frederick gareth gary gavin gemma
    geoffrey george georgina gerald geraldine gillian gladys glenys gloria gordon graeme graham
    gregory gwen gwyneth hamza hannah harold harriet harry hasan hassan hayley heidi helen henry
    herbert hilary hilda howard hugh hussain ian ibrahim idris imran irene isaac isabel isabella
    ishaan isla jack jackie jacob jacqueline james jamie jan jane janet janice jason jatinder
    javed jayne jean jeanette jeffrey jennifer jenny jeremy jessica jill joan joanna joanne jodie
    joe john jonathan jordan jose joseph josephine joshua joyce juan judith julia julian julie
    justin kamran karen karl kate katherine kathleen kathryn katie kay kayleigh keith kelly
    kenneth kerry kevin khadija kieran kimberley kirsten kirsty kyle laura lauren lawrence leah
    leanne lena leonard leroy lesley leslie lewis liam lilian linda lindsay lisa lloyd logan lorna
    lorraine louis louise lucas lucy luke lynda lynn lynne mabel magdalena malcolm mandy manjit
    margaret maria marian marie marilyn marion marjorie marlene martha martin mary matthew maureen
    maurice megan melanie melissa michael michelle miriam mohamed mohammad mohammed mohamud moira
    molly mona monica morag muhammad muriel myfanwy nadia nancy naomi natalie natasha nathan neil
    nia niamh nicholas nicola nigel noreen norma norman nuala oliver olivia olwen omar oonagh
    oscar osman owen pamela parveen patricia patrick paul paula pauline peggy penelope peter
    philip phillip phyllis piotr priya rachael rachel rajesh ralph raymond rebecca reginald rhian
    rhiannon rhys richard robert robin roger roisin ronald rosemary ross roy russell ruth ryan
    sally sam samantha samina samuel sandra sanjay saoirse sara sarah scott sean shabana sharon
    shaun shauna sheila shirley sian sidney simon sinead siobhan sofia sonia sophia sophie stacey
    stanley stella stephanie stephen steven stewart stuart sunil sunita susan suzanne sylvia tanya
    tariq terence teresa theresa thomas tiffany timothy tina tomasz tony tracey tracy trevor usha
    valerie vanessa vera vernon veronica victor victoria vijay vincent vivien wayne wendy wilfred
    william winifred yasmin yusuf yvonne zachary zainab zara zoe
"""
FIRST_NAMES = frozenset(_TEXT.split())
"""Small letters, without accents."""
